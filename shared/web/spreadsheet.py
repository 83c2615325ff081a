"""XLSX as a stream: a sheet of any length is written row by row and never held as a whole.

Only what an office's list needs: a title over all columns, headers that stay in view and repeat on paper,
texts, numbers, dates, three colours, lines below for signatures. Standard library alone.
Source: ECMA-376, Office Open XML.
"""

import zipfile
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from io import RawIOBase
from xml.sax.saxutils import escape

from shared.clock import CHINA
from shared.web.printable import without_unprintable
from shared.web.spreadsheet_parts import PARTS, sheet_head, sheet_tail

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial day has no zone
LONGEST_TEXT = 32_767
"""Characters a cell can have."""


class Style(IntEnum):
    """Places in the style table of `spreadsheet_parts`."""

    PLAIN = 0
    TITLE = 1
    NOTE = 2
    HEADER = 3
    TEXT = 4
    NUMBER = 5
    MOMENT = 6
    RED = 7
    AMBER = 8
    GREEN = 9
    DAY = 10


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


class _Pipe(RawIOBase):
    """What was written since the last look. It cannot seek, so the archive is written straight through."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self._written.append(bytes(data))  # type: ignore[call-overload]
        return len(self._written[-1])

    def take(self) -> bytes:
        """Everything since the last time."""
        taken = b"".join(self._written)
        self._written.clear()
        return taken


async def stream_xlsx(sheet: Sheet, rows: AsyncIterator[Iterable[Row]]) -> AsyncIterator[bytes]:
    """The file in parts, one or more for each part of the rows. Texts are never formulas."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        for name, content in PARTS.items():
            values = {"sheet": escape(sheet.name[:31]), "header": len(sheet.notes) + 2}
            book.writestr(name, content.format_map(values))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            number = len(sheet.notes) + 2
            widths = [column.width for column in sheet.columns]
            file.write(sheet_head(widths, number).encode())
            file.write(_top(sheet).encode())
            async for part in rows:
                lines = []
                for row in part:
                    number += 1
                    lines.append(_row(number, row))
                file.write("".join(lines).encode())
                if ready := pipe.take():
                    yield ready
            file.write(_closing(sheet, number + 2).encode())
            file.write(sheet_tail(_merged(sheet, number + 2)).encode())
        yield pipe.take()
    yield pipe.take()


def serial(moment: datetime) -> float:
    """A moment as a spreadsheet has it: days since 30 December 1899, in China."""
    local = moment.astimezone(CHINA).replace(tzinfo=None)
    return round((local - EPOCH) / timedelta(days=1), 8)


def _top(sheet: Sheet) -> str:
    lines = [_row(1, [Cell(sheet.title, Style.TITLE)], height=32)]
    lines += [_row(2 + n, [Cell(note, Style.NOTE)]) for n, note in enumerate(sheet.notes)]
    headers = [Cell(column.header, Style.HEADER) for column in sheet.columns]
    return "".join([*lines, _row(len(sheet.notes) + 2, headers, height=28)])


def _closing(sheet: Sheet, first: int) -> str:
    return "".join(
        _row(first + n, [Cell(line, Style.NOTE)], height=26) for n, line in enumerate(sheet.closing)
    )


def _merged(sheet: Sheet, first: int) -> list[str]:
    """Title, notes and closing lines go over all columns."""
    last = _letters(len(sheet.columns) - 1)
    numbers = [*range(1, len(sheet.notes) + 2), *range(first, first + len(sheet.closing))]
    return [f"A{number}:{last}{number}" for number in numbers]


def _row(number: int, values: Row, height: int | None = None) -> str:
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{"".join(map(_cell, values))}</row>'


def _cell(value: object) -> str:
    if isinstance(value, Cell):
        return _styled(value.value, value.style)
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return _styled(value, Style.TEXT)
    if isinstance(value, int | float):
        return _styled(value, Style.NUMBER)
    return _styled(value, Style.MOMENT if isinstance(value, datetime) else Style.DAY)


def _styled(value: object, style: Style) -> str:
    if value is None or value == "":
        return f'<c s="{style.value}"/>'
    if isinstance(value, datetime):
        return f'<c s="{style.value}"><v>{serial(value)}</v></c>'
    if isinstance(value, date):
        return f'<c s="{style.value}"><v>{(value - EPOCH.date()).days}</v></c>'
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<c s="{style.value}"><v>{value}</v></c>'
    text = escape(without_unprintable(str(value))[:LONGEST_TEXT])
    return f'<c s="{style.value}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(index: int) -> str:
    """A column's name from its place, 0 being A."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
