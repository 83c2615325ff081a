"""The side file: rows that could not go in, each with its line and the reason, ready to be mended."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from local.words import in_words
from shared.language import Text
from shared.sheets.sheet import Row


class Rejects:
    """Made with the first bad row; readable by its owner only, for it holds what people said."""

    def __init__(self, source: Path, state_folder: Path, columns: Sequence[str]) -> None:
        beside = source.with_name(f"{source.name}.rejected.csv")
        self.file = beside if os.access(source.parent, os.W_OK) else state_folder / beside.name
        self._columns = columns
        self._stream: IO[str] | None = None
        self._writer: Any = None

    def begin(self, last_settled_line: int) -> None:
        """Keeps what an interrupted run wrote up to that line; 0: begins a new file."""
        if not last_settled_line:
            self.file.unlink(missing_ok=True)
        if not self.file.exists():
            return
        with self.file.open(encoding="utf-8-sig", newline="") as stream:
            heads, *rows = list(csv.reader(stream))
        self.file.unlink()
        self._open(heads)
        self._writer.writerows(row for row in rows if int(row[0]) <= last_settled_line)

    def add(self, row: Row, reason: str) -> None:
        if self._stream is None:
            self._open()
        cells = [_shown(row.cells.get(column, "")) for column in self._columns]
        self._writer.writerow([row.line, reason, *cells])

    def flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def _open(self, heads: Sequence[str] | None = None) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        # The mark makes spreadsheet programs read Chinese correctly.
        self._stream = os.fdopen(handle, "w", encoding="utf-8-sig", newline="", errors="replace")
        self._writer = csv.writer(self._stream)
        own = (Text("行号", "line"), Text("退回原因", "reason"))
        self._writer.writerow(heads or [*map(in_words, own), *self._columns])


def _shown(cell: object) -> str:
    """A cell that a spreadsheet would take for a formula is shown as text."""
    text = str(cell)
    return f"'{text}" if text[:1] in "=+@" and text else text
