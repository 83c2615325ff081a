"""Spreadsheets that are written as they are read, and opened by somebody else's program."""

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import openpyxl
import pytest

from shared.web.spreadsheet import Cell, Column, Row, Sheet, Style, serial, stream_xlsx

SHEET = Sheet("台账", "标题", ["附注"], [Column("甲", 8), Column("乙", 20)], ["签字"])


async def parts(*rows: list[Row]) -> AsyncIterator[list[Row]]:
    for part in rows:
        yield part


async def book(*rows: list[Row]) -> bytes:
    return b"".join([each async for each in stream_xlsx(SHEET, parts(*rows))])


async def test_every_kind_of_value_comes_back_as_what_it_was() -> None:
    moment = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
    values: Row = ["文<字>&", 12, 1.5, moment, date(2026, 11, 23), None, "", True]
    content = await book([[value, Cell("红", Style.RED)] for value in values])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    found = [row[0] for row in sheet.iter_rows(min_row=4, max_row=11, values_only=True)]
    local = datetime.fromisoformat("2026-11-23T14:05")
    day = datetime.fromisoformat("2026-11-23T00:00")
    assert found == ["文<字>&", 12, 1.5, local, day, None, None, "True"]
    assert sheet["B4"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["A7"].number_format == "yyyy-mm-dd hh:mm"
    assert sheet["A13"].value == "签字"


async def test_parts_come_out_while_rows_still_go_in() -> None:
    given: list[int] = []

    async def endless() -> AsyncIterator[list[Row]]:
        for index in range(200):
            given.append(index)
            yield [[f"第 {index} 行，第 {n} 个，各不相同 {index * n}", n] for n in range(100)]

    seen = [len(given) async for _ in stream_xlsx(SHEET, endless())]
    assert len(seen) > 5
    assert seen[0] < 50


@pytest.mark.parametrize("text", ["=1+1", "a\x00\x08b", "\ud800", "x" * 40_000, "  两头空  "])
async def test_odd_texts_make_no_broken_file(text: str) -> None:
    content = await book([[text, 1]])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["A4"].data_type == "s"
    assert len(str(sheet["A4"].value)) <= 32_767


async def test_without_rows_there_is_still_a_sheet() -> None:
    content = await book()
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert openpyxl.load_workbook(io.BytesIO(content)).active["A3"].value == "甲"


def test_moments_are_days_in_china() -> None:
    assert serial(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == 46349.0
