"""A workbook: its first sheet that has rows."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from shared.language import Text
from shared.sheets.sheet import Row, UnreadableFileError


class XlsxFile:
    """Titles above the header row are passed over."""

    def __init__(self, file: Path, header_row: Callable[[Sequence[Sequence[str]]], int]) -> None:
        """`header_row` says which of the first rows names the columns, counted from 0."""
        self._file = file
        beginning = [cells for number, cells in self._records() if number <= 10]
        if not beginning:
            raise UnreadableFileError(Text("工作簿是空的", "the workbook is empty"))
        self._header = header_row(beginning)
        self._columns = [name.strip() for name in beginning[self._header]]

    @property
    def columns(self) -> Sequence[str]:
        return [name for name in self._columns if name]

    def rows(self) -> Iterator[Row]:
        for number, cells in self._records():
            if number > self._header + 1 and any(cells):
                named = zip(self._columns, cells, strict=False)
                yield Row(number, {name: cell for name, cell in named if name and cell.strip()})

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Row numbers as the program that wrote it shows them, from 1."""
        try:
            book = openpyxl.load_workbook(self._file, read_only=True, data_only=True)
        except (InvalidFileException, zipfile.BadZipFile, KeyError) as error:
            raise UnreadableFileError(
                Text(
                    "不是 xlsx 工作簿：{error}。旧的 xls 请另存为 xlsx。",
                    "Not an xlsx workbook: {error}. Save an old xls as xlsx.",
                ).format(error=error)
            ) from error
        try:
            sheet = next((s for s in book.worksheets if (s.max_row or 2) > 1), book.worksheets[0])
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield number, [_text(value) for value in values]
        finally:
            book.close()


def _text(value: object) -> str:
    """Numbers as people wrote them: a phone number is not 1.39E+10."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
