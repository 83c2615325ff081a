"""Spreadsheets, opened by another program than the one that wrote them."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import openpyxl
import pytest

from services.ledger.entrypoints.worklists.spreadsheet import (
    Cell,
    Column,
    Row,
    Sheet,
    Style,
    stream_xlsx,
)

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


async def test_others_have_their_turn_while_a_long_one_is_written() -> None:
    turns = 0

    async def somebody_else() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    waiting = asyncio.create_task(somebody_else())
    rows = [[f"第 {n} 行，各不相同 {n * n}", n] for n in range(2_000)]
    content = await book(rows, rows)
    waiting.cancel()
    assert turns > 20
    assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row == 4_000 + 5


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
