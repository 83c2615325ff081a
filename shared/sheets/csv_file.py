"""Comma, semicolon or tab separated text."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from shared.language import Text
from shared.sheets.encoding import encoding_of, has_broken_bytes
from shared.sheets.sheet import Row, UnreadableFileError

LARGEST_CELL = 1024 * 1024
"""Characters. A cell beyond it is a quotation mark that nobody closed."""


class CsvFile:
    """The header is the row that looks most like one among the first ten."""

    def __init__(self, file: Path, header_row: Callable[[Sequence[Sequence[str]]], int]) -> None:
        """`header_row` says which of the first rows names the columns, counted from 0."""
        csv.field_size_limit(LARGEST_CELL)
        self._file = file
        self._encoding = encoding_of(file)
        self._delimiter = self._guess_delimiter()
        beginning = [cells for _, cells in self._records(limit=10)]
        if not any(any(cells) for cells in beginning):
            raise UnreadableFileError(Text("文件是空的", "the file is empty"))
        self._header = header_row(beginning)
        self._columns = [name.strip() for name in beginning[self._header]]

    @property
    def columns(self) -> Sequence[str]:
        return [name for name in self._columns if name]

    def rows(self) -> Iterator[Row]:
        """A row with broken bytes or too many cells is handed on with its fault."""
        for number, (line, cells) in enumerate(self._records()):
            if number > self._header and any(cell.strip() for cell in cells):
                yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> Row:
        named = zip(self._columns, cells, strict=False)
        kept = {name: cell for name, cell in named if name and cell.strip()}
        return Row(line, dict(kept), self._fault(cells))

    def _fault(self, cells: list[str]) -> Text | None:
        if any(cell.strip() for cell in cells[len(self._columns) :]):
            return Text("单元格比列多", "more cells than columns")
        if any(has_broken_bytes(cell) for cell in cells):
            return Text("有不属于 {encoding} 编码的字节", "bytes that are not {encoding}").format(
                encoding=self._encoding.removesuffix("-sig").upper()
            )
        return None

    def _records(self, limit: int | None = None) -> Iterator[tuple[int, list[str]]]:
        with self._file.open(encoding=self._encoding, errors="surrogateescape", newline="") as text:
            reader = csv.reader(
                (line.replace("\0", "") for line in text), delimiter=self._delimiter
            )
            line, count = 1, 0
            while limit is None or count < limit:
                cells = self._next(reader)
                if cells is None:
                    return
                yield line, cells
                line, count = reader.line_num + 1, count + 1

    def _next(self, reader: Iterator[list[str]]) -> list[str] | None:
        try:
            return next(reader, None)
        except (csv.Error, UnicodeError) as error:
            line = max(getattr(reader, "line_num", 1) - 1, 0)
            raise UnreadableFileError(
                Text(
                    "第 {line} 行之后读不下去：{error}。常见原因是引号没有成对。",
                    "It cannot be read beyond line {line}: {error}. "
                    "Most often a quotation mark is not closed.",
                ).format(line=line, error=error)
            ) from error

    def _guess_delimiter(self) -> str:
        with self._file.open(encoding=self._encoding, errors="surrogateescape") as text:
            beginning = text.read(64 * 1024)
        counts = {mark: beginning.count(mark) for mark in ",;\t"}
        return max(counts, key=lambda mark: counts[mark]) if any(counts.values()) else ","
