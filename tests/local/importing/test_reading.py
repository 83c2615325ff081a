"""Files as offices produce them, read as rows."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from local.importing.opening import open_sheet
from local.words import CannotGoOn
from shared.sheets.encoding import encoding_of
from shared.sheets.sheet import Row, UnreadableFileError

TEXT = "工单编号,标题,主要内容\n1,路灯不亮,河边的路灯坏了\n2,噪声,夜里施工\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def put(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return put


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
    ],
)
def test_the_encoding_is_found_out(
    write: Callable[[str, bytes], Path], content: bytes, expected: str
) -> None:
    file = write("a.csv", content)
    assert encoding_of(file) == expected
    rows = list(open_sheet(file).rows())
    assert [row.cells["标题"] for row in rows] == ["路灯不亮", "噪声"]
    assert open_sheet(file).columns == ["工单编号", "标题", "主要内容"]


def test_lines_are_counted_as_the_persons_editor_counts(
    write: Callable[[str, bytes], Path],
) -> None:
    file = write("a.csv", b'title,content\n"one","two\nlines"\n\nthree,four\n')
    assert [row.line for row in open_sheet(file).rows()] == [2, 5]


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_the_separator_is_found_out(write: Callable[[str, bytes], Path], mark: str) -> None:
    file = write("a.csv", TEXT.replace(",", mark).encode())
    assert open_sheet(file).columns == ["工单编号", "标题", "主要内容"]


def test_a_title_above_the_header_is_passed_over(write: Callable[[str, bytes], Path]) -> None:
    file = write("a.csv", ("江城市12345工单导出,,\n" + TEXT).encode())
    [first, _] = open_sheet(file).rows()
    assert (first.line, first.cells["标题"]) == (3, "路灯不亮")


def test_a_row_with_broken_bytes_is_told_and_the_rest_is_read(
    write: Callable[[str, bytes], Path],
) -> None:
    lines = TEXT.encode("gb18030").splitlines(keepends=True)
    file = write("a.csv", b"".join([*lines, b"3,\xff\xff,x\n"]))
    *good, bad = open_sheet(file).rows()
    assert [row.fault for row in good] == [None, None]
    assert bad.fault is not None
    assert "GB18030" in bad.fault.zh


def test_a_row_with_too_many_cells_is_told(write: Callable[[str, bytes], Path]) -> None:
    file = write("a.csv", b"title,content\na,b,c\n")
    [row] = open_sheet(file).rows()
    assert row.fault is not None


def test_a_quotation_mark_that_is_never_closed_is_said(
    write: Callable[[str, bytes], Path],
) -> None:
    file = write("a.csv", b'title,content\n"a,' + b"x" * (2 << 20))
    with pytest.raises(CannotGoOn, match="quotation mark"):
        open_sheet(file)
    later = write("b.csv", TEXT.encode() * 10 + b'3,"a,' + b"x" * (2 << 20))
    with pytest.raises(UnreadableFileError, match="beyond line 30"):
        list(open_sheet(later).rows())


def test_a_workbook_is_read_with_real_dates_and_whole_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["12345 工单汇总"])
    sheet.append(["工单编号", "标题", "主要内容", "受理时间", "来电号码"])
    sheet.append([1.0, "路灯", "不亮", datetime(2026, 11, 2, 8, 30), 13900000001.0])  # noqa: DTZ001
    book.save(tmp_path / "a.xlsx")
    [row] = open_sheet(tmp_path / "a.xlsx").rows()
    assert row == Row(3, {
        "工单编号": "1", "标题": "路灯", "主要内容": "不亮",
        "受理时间": "2026-11-02 08:30:00", "来电号码": "13900000001",
    })  # fmt: skip


def test_json_lines_that_are_none_are_told_with_their_number(
    write: Callable[[str, bytes], Path],
) -> None:
    content = '{"title": "a", "confidential": true}\n\nnope\n[1]\n'
    rows = list(open_sheet(write("a.ndjson", content.encode())).rows())
    assert rows[0] == Row(1, {"title": "a", "confidential": True})
    assert [(row.line, row.fault is not None) for row in rows[1:]] == [(3, True), (4, True)]


@pytest.mark.parametrize("name", ["a.pdf", "a.xls", "missing.csv", "empty.csv"])
def test_what_cannot_be_imported_is_said(write: Callable[[str, bytes], Path], name: str) -> None:
    present = write("a.pdf", b"x"), write("a.xls", b"x"), write("empty.csv", b"\n")
    with pytest.raises(CannotGoOn):
        open_sheet(present[0].with_name(name))


def test_a_large_field_is_no_fault(write: Callable[[str, bytes], Path]) -> None:
    file = write("a.csv", f"title,content\nlong,{'长' * 200_000}\n".encode())
    [row] = open_sheet(file).rows()
    assert len(str(row.cells["content"])) == 200_000
    assert csv.field_size_limit() >= 200_000
