"""The ledger taken along, read back as an office's spreadsheet reads it."""

import csv
import io
from datetime import datetime, timedelta

import openpyxl
import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.entrypoints.worklists import export
from shared.clock import FixedClock
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn

PAGE = {"accept": "text/html"}
HEADERS = [
    "序号",
    "编号",
    "来源",
    "收到时间",
    "问题",
    "类别",
    "责任单位",
    "协办单位",
    "责任人",
    "整改措施",
]
LATER = [
    "整改时限",
    "亮灯",
    "进展",
    "办理结果",
    "是否解决",
    "是否满意",
    "督办",
    "销号时间",
    "销号人",
    "备注",
]


async def test_the_spreadsheet_has_the_columns_lights_and_lines_an_office_needs(
    enter: Enter, sign_in: SignIn, clock: FixedClock
) -> None:
    await enter(complaint(1, title="=1+1 路灯\u0001不亮 <&>"))
    clock.advance(timedelta(days=10))
    await enter(complaint(2), complaint(3, category_code=None, title="说说", content="心里话"))
    answer = await (await sign_in("chen-jing")).get("/desk/ledger.xlsx?tab=all")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0].endswith("问题整改台账")
    assert "截至：2026年12月3日" in rows[1][0]
    assert rows[2] == HEADERS + LATER
    assert [row[1] for row in rows[3:6]] == [number(3), number(2), number(1)]
    assert [row[0] for row in rows[3:6]] == [1, 2, 3]
    oldest = dict(zip(rows[2], rows[5], strict=True))
    assert oldest["问题"] == "=1+1 路灯不亮 <&>"
    assert oldest["责任人"] == "冯燕"
    assert oldest["整改时限"] == datetime.fromisoformat("2026-11-30T17:30")
    assert oldest["亮灯"] == "红灯 逾期 3 个工作日"
    lamp = sheet["L6"]
    assert lamp.fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["E6"].data_type == "s"
    assert "盖章" in str(rows[-1][0])
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert "A1:T1" in {str(each) for each in sheet.merged_cells.ranges}


@pytest.mark.parametrize("at_once", [1, 3])
async def test_long_lists_come_whole_and_in_order(
    enter: Enter, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", at_once)
    await enter(*(complaint(index) for index in range(10)))
    officer = await sign_in("chen-jing")
    answer = await officer.get("/desk/ledger.xlsx?tab=all")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content), read_only=True).active
    numbers = [row[1] for row in sheet.iter_rows(min_row=4, max_row=13, values_only=True)]
    assert numbers == [number(index) for index in range(9, -1, -1)]
    answer = await officer.get("/desk/ledger.csv?tab=all&lang=en")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[1] for row in rows[1:]] == numbers
    assert rows[0][:2] == ["No.", "Number"]


async def test_nothing_in_the_csv_is_a_formula(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1, title="=HYPERLINK(1)"))
    answer = await (await sign_in("chen-jing")).get("/desk/ledger.csv?tab=all")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[1][4] == "'=HYPERLINK(1)"


async def test_what_is_taken_along_is_what_the_officer_may_see(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1), complaint(2, category_code="market-licence"))
    officer = await sign_in("feng-yan")
    for address in ("/desk/ledger.csv", "/desk/ledger"):
        text = (await officer.get(f"{address}?tab=all", headers=PAGE)).text
        assert number(1) in text
        assert number(2) not in text
    text = (await officer.get(f"/desk/ledger.csv?q={number(2)}")).text
    assert number(2) not in text


async def test_an_empty_list_is_an_empty_ledger(sign_in: SignIn) -> None:
    answer = await (await sign_in("chen-jing")).get("/desk/ledger.xlsx?tab=all")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A3"].value == "序号"
    assert sheet["A4"].value is None


@pytest.mark.parametrize(("lang", "words"), [("zh", "问题整改台账"), ("en", "Ledger of problems")])
async def test_the_page_for_printing_has_lines_to_sign(
    enter: Enter, sign_in: SignIn, lang: str, words: str
) -> None:
    await enter(complaint(1))
    officer = await sign_in("chen-jing")
    page = (await officer.get(f"/desk/ledger?tab=all&lang={lang}", headers=PAGE)).text
    assert words in page
    assert 'class="print-only sign"' in page
    assert number(1) in page


async def test_the_house_can_say_who_took_which_list_out(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine
) -> None:
    await enter(*(complaint(index) for index in range(3)))
    officer = await sign_in("chen-jing")
    for address in ("ledger.xlsx?tab=all", "ledger.csv?tab=all&unit=housing", "ledger?tab=all"):
        assert (await officer.get(f"/desk/{address}", headers=PAGE)).status_code == 200
    auditor = await sign_in("wu-gang")
    kept = (await auditor.get("/api/v1/organisation/exports")).json()["exports"]
    assert [(each["kind"], each["asked"], each["count"]) for each in kept] == [
        ("paper", "tab=all", 3),
        ("csv", "tab=all&unit=housing", 0),
        ("xlsx", "tab=all", 3),
    ]
    assert {each["staff_id"] for each in kept} == {"chen-jing"}
    page = await auditor.get("/desk/organisation/exports?lang=en", headers=PAGE)
    assert "· unit=housing" in page.text
    stranger = await sign_in("feng-yan")
    assert (await stranger.get("/api/v1/organisation/exports")).status_code == 403
    for change in (
        "UPDATE exports SET count = 9",
        "UPDATE exports SET staff_id = ''",
        "DELETE FROM exports",
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            async with ledger.begin() as connection:
                await connection.exec_driver_sql(change)
