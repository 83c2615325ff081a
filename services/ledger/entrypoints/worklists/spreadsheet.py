"""A list as XLSX: written row by row into temporary files by XlsxWriter, then sent in parts.

What an office's list needs: a title over all columns, headers that stay in view and repeat on paper, texts,
numbers, dates, three colours, lines below for signatures.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import IO, Any

import xlsxwriter

from shared.clock import CHINA
from shared.web.printable import without_unprintable

LONGEST_TEXT = 32_767
"""Characters a cell can have."""
HELD_BYTES = 4_000_000
"""Of the finished file in memory; a longer one lies on disk until it is sent."""
PART_BYTES = 65_536
A4 = 9


class Style(StrEnum):
    """What a cell looks like; `FORMATS` says how."""

    TITLE = "title"
    NOTE = "note"
    HEADER = "header"
    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    DAY = "day"


_FONT = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter"}
_BOXED = _FONT | {"border": 1, "border_color": "#7F7F7F"}
_MIDDLE = _BOXED | {"align": "center"}
_LAMP = _MIDDLE | {"bold": True}
FORMATS: dict[Style, dict[str, object]] = {
    Style.TITLE: _FONT | {"font_size": 18, "bold": True, "align": "center"},
    Style.NOTE: _FONT | {"font_size": 11},
    Style.HEADER: _MIDDLE | {"bold": True, "bg_color": "#D9E2EF"},
    Style.TEXT: _BOXED,
    Style.NUMBER: _MIDDLE | {"num_format": "0"},
    Style.MOMENT: _MIDDLE | {"num_format": "yyyy-mm-dd hh:mm"},
    Style.RED: _LAMP | {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    Style.AMBER: _LAMP | {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    Style.GREEN: _MIDDLE | {"bg_color": "#C6EFCE", "font_color": "#006100"},
    Style.DAY: _MIDDLE | {"num_format": "yyyy-mm-dd"},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a style of its own; without one the kind of the value decides."""

    value: object
    style: Style


@dataclass(frozen=True, slots=True)
class Column:
    """A header and how wide its column is, in digits of the ordinary font; a Chinese character takes two."""

    header: str
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the rows. `notes` stand below the title, `closing` below the rows.

    The name has no quotes and none of `[]:*?/\\`, which a spreadsheet refuses.
    """

    name: str
    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    closing: Sequence[str] = ()


Row = Sequence[object]


async def stream_xlsx(sheet: Sheet, rows: AsyncIterator[Iterable[Row]]) -> AsyncIterator[bytes]:
    """The file in parts, once all rows are written. Texts are never formulas.

    Writing happens in a thread, so that other people's pages have their turn. Nothing is left on disk,
    also when somebody goes away in the middle.
    """
    with TemporaryDirectory() as folder, SpooledTemporaryFile(HELD_BYTES) as file:
        book = _Book(sheet, file, folder)
        async for part in rows:
            await asyncio.to_thread(book.write, part)
        await asyncio.to_thread(book.close)
        file.seek(0)
        while ready := file.read(PART_BYTES):
            yield ready


class _Book:
    """One sheet, from the top to the bottom: what was written is on disk and cannot be changed."""

    def __init__(self, sheet: Sheet, file: IO[bytes], folder: str) -> None:
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder})
        self._page = self._book.add_worksheet(sheet.name[:31])
        self._formats = {style: self._book.add_format(each) for style, each in FORMATS.items()}
        self._sheet, self._next = sheet, 0
        self._last = max(len(sheet.columns) - 1, 1)
        self._set_up()
        self._across(sheet.title, Style.TITLE, height=32)
        for note in sheet.notes:
            self._across(note, Style.NOTE)
        self._page.set_row(self._next, 28)
        self.write([[Cell(column.header, Style.HEADER) for column in sheet.columns]])

    def write(self, rows: Iterable[Row]) -> None:
        """The rows that follow."""
        for row in rows:
            for place, value in enumerate(row):
                self._put(place, value)
            self._next += 1

    def close(self) -> None:
        """The lines below the rows; then the file is whole."""
        self._next += 1
        for line in self._sheet.closing:
            self._across(line, Style.NOTE, height=26)
        self._book.close()

    def _set_up(self) -> None:
        """Landscape A4, as wide as the paper, numbered pages; headers stay in view and repeat."""
        page, header = self._page, len(self._sheet.notes) + 1
        for place, column in enumerate(self._sheet.columns):
            page.set_column(place, place, column.width)
        page.freeze_panes(header + 1, 0)
        page.repeat_rows(header)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page.set_footer("&C&P / &N")

    def _across(self, text: str, style: Style, height: float | None = None) -> None:
        """A line over all columns."""
        if height:
            self._page.set_row(self._next, height)
        where = (self._next, 0, self._next, self._last)
        self._page.merge_range(*where, "", self._formats[style])
        self._page.write_string(self._next, 0, _clean(text), self._formats[style])
        self._next += 1

    def _put(self, place: int, value: object) -> None:
        style = value.style if isinstance(value, Cell) else None
        plain = value.value if isinstance(value, Cell) else value
        known = self._formats[style or _style_of(plain)]
        at = (self._next, place)
        if plain is None or plain == "":
            self._page.write_blank(*at, None, known)
        elif isinstance(plain, datetime):
            self._page.write_datetime(*at, plain.astimezone(CHINA).replace(tzinfo=None), known)
        elif isinstance(plain, date):
            self._page.write_datetime(*at, plain, known)
        elif isinstance(plain, int | float) and not isinstance(plain, bool):
            self._page.write_number(*at, plain, known)
        else:
            self._page.write_string(*at, _clean(plain), known)


def _style_of(value: Any) -> Style:
    if isinstance(value, datetime):
        return Style.MOMENT
    if isinstance(value, date):
        return Style.DAY
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Style.NUMBER if is_number else Style.TEXT


def _clean(value: object) -> str:
    return without_unprintable(str(value))[:LONGEST_TEXT]
