"""One JSON object a line."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from shared.language import Text
from shared.sheets.encoding import encoding_of
from shared.sheets.sheet import Cell, Row

LOOK_AT_ROWS = 200


class NdjsonFile:
    """Columns are the keys of the first rows, in the order met."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._encoding = encoding_of(file)

    @property
    def columns(self) -> Sequence[str]:
        seen: dict[str, None] = {}
        for count, row in enumerate(self.rows()):
            if count == LOOK_AT_ROWS:
                break
            seen.update(dict.fromkeys(row.cells))
        return list(seen)

    def rows(self) -> Iterator[Row]:
        """A line that is no JSON object is handed on with its fault."""
        with self._file.open(encoding=self._encoding, errors="surrogateescape") as text:
            for number, line in enumerate(text, start=1):
                if line.strip():
                    yield _row(number, line)


def _row(number: int, line: str) -> Row:
    try:
        found = json.loads(line)
    except ValueError as error:
        return Row(number, {}, Text("不是 JSON：{error}", "not JSON: {error}").format(error=error))
    if not isinstance(found, dict):
        return Row(number, {}, Text("不是 JSON 对象", "not a JSON object"))
    cells = {key: _cell(value) for key, value in found.items() if value not in (None, "")}
    return Row(number, cells)


def _cell(value: object) -> Cell:
    if isinstance(value, bool | str):
        return value
    return json.dumps(value, ensure_ascii=False)
