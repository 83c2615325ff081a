"""`python -m services.ledger import-items`, as an operator runs it; a real catalogue where there is one."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.service_items.catalogue_file import Catalogue
from services.ledger.handlers.service_items.import_items import Entry
from tests.commands import Commands, Ended
from tests.ledger.reading import rows

REAL = (
    Path(__file__).parents[3]
    / "shared"
    / "data"
    / "ref_gov_items"
    / "guangan_district_service_items.csv"
)
HEADER = ["事项编码", "事项名称", "实施主体", "主题", "承诺办结时限", "法定办结时限", "到办事现场次数",
          "网上办理深度", "设定依据", "办理流程", "申请材料"]  # fmt: skip
LICENCE = ["FOOD-1", "食品经营许可", "市场监管局", "准营准办", "10个工作日", "20", "1", "网上预审",
           "某办法第一条", "1、受理→2、审查→3、发证", "1.申请书；2.身份证"]  # fmt: skip
ADVICE = ["advice", "政策咨询", "某某局", "未分类", "当场办结", "", "0", "", "", "", ""]


Import = Callable[..., Ended]


@pytest.fixture
def import_items(command: Commands, environment: dict[str, str]) -> Import:
    """The command, for a reader of Chinese; the organisation is the sample."""

    def run(*arguments: str) -> Ended:
        return command({**environment, "LC_ALL": "zh_CN.UTF-8"}, "import-items", *arguments)

    return run


def as_csv(path: Path, *lines: list[str]) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    return path


async def test_a_catalogue_comes_in_once_however_often_it_is_read(
    import_items: Import, ledger: AsyncEngine, tmp_path: Path
) -> None:
    file = as_csv(tmp_path / "items.csv", LICENCE, ADVICE)
    done = import_items(str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "新增 2，有变化 0，没有变化 0，未收下 0 行" in done.stdout
    assert "某某局" in done.stdout
    items = await rows(ledger, "SELECT * FROM service_items ORDER BY code")
    assert [(row["code"], row["unit_code"], row["theme"]) for row in items] == [
        ("advice", None, ""),
        ("food-1", "market-regulation", "准营准办"),
    ]
    (draft,) = await rows(
        ledger,
        "SELECT guide->'promised' AS promised, jsonb_path_query_array(guide, '$.steps[*].name_zh')"
        " AS steps, jsonb_array_length(guide->'materials') AS materials"
        " FROM service_item_drafts WHERE item_code = 'food-1'",
    )
    assert draft["steps"] == ["受理", "审查", "发证"]
    assert (draft["promised"], draft["materials"]) == ({"unit": "working", "amount": 10}, 2)
    again = import_items(str(file), "--unit", "某某局=housing")
    assert "新增 0，有变化 1，没有变化 1，未收下 0 行" in again.stdout
    assert "某某局" not in again.stdout
    third = import_items(str(file))
    assert "新增 0，有变化 0，没有变化 2，未收下 0 行" in third.stdout


async def test_bad_lines_are_named_and_the_rest_goes_in(
    import_items: Import, ledger: AsyncEngine, tmp_path: Path
) -> None:
    file = as_csv(
        tmp_path / "items.csv",
        LICENCE,
        ["", "没有编码的事项", *LICENCE[2:]],
        ["b/d", "编码有斜线", *LICENCE[2:]],
        ["no-name", "", *LICENCE[2:]],
        ["late", "时限看不懂", "", "", "尽快", *LICENCE[5:]],
        LICENCE,
        ADVICE,
    )
    done = import_items(str(file))
    assert done.returncode == 3
    for line, words in (
        (3, "没有编码"),
        (4, "编码“b/d”不能用"),
        (5, "没有名称"),
        (6, "看不懂“承诺办结时限”：尽快"),
        (7, "编码和第 2 行相同"),
    ):
        assert f"{file}:{line}: {words}" in done.stdout
    assert "新增 2，有变化 0，没有变化 0，未收下 5 行" in done.stdout
    assert len(await rows(ledger, "SELECT code FROM service_items")) == 2


async def test_a_workbook_with_a_title_above_its_header_is_read(
    import_items: Import, ledger: AsyncEngine, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for line in (["某区办事事项目录"], HEADER, LICENCE):
        book.active.append(line)
    book.save(tmp_path / "items.xlsx")
    done = import_items(str(tmp_path / "items.xlsx"))
    assert "新增 1" in done.stdout
    assert [row["code"] for row in await rows(ledger, "SELECT * FROM service_items")] == ["food-1"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("items.csv", "甲,乙\n1,2\n", "没有认出编码列或名称列"),
        ("items.csv", "", "文件是空的"),
        ("items.xlsx", "no workbook", "不是 xlsx 工作簿"),
        ("items.pdf", "x", "只能导入 .csv、.tsv、.xlsx"),
        ("missing.csv", None, "No such file"),
    ],
)
async def test_a_file_that_is_none_says_why(
    import_items: Import, tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    done = import_items(str(tmp_path / name))
    assert done.returncode == 1
    assert words in done.stderr


async def test_guides_that_came_in_without_faults_are_published_where_asked(
    import_items: Import, ledger: AsyncEngine, tmp_path: Path
) -> None:
    faulty = ["faulty", "没有环节的事项", "市场监管局", "", "5", *[""] * 6]
    file = as_csv(tmp_path / "items.csv", LICENCE, faulty, ADVICE)
    done = import_items(str(file), "--publish")
    assert "已发布 1 项" in done.stdout
    assert "faulty: 还没有环节" in done.stdout
    (snapshot,) = await rows(ledger, "SELECT * FROM service_item_snapshots")
    assert (snapshot["item_code"], snapshot["published_by"]) == ("food-1", "import")
    (event,) = await rows(
        ledger, "SELECT * FROM outbox WHERE event_type = 'ledger.item.revised.v1'"
    )
    assert event["aggregate_id"] == "food-1"
    again = import_items(str(file), "--publish")
    assert "新增 0，有变化 0，没有变化 3" in again.stdout
    assert "已发布 0 项" in again.stdout


@pytest.mark.parametrize(
    ("words", "basis", "fee"),
    [
        ("否", "", None),
        ("工本费 10.50 元/证", "某条例第二条", ("工本费 10.50 元/证", "某条例第二条", 1050)),
        ("是", "", ("收费", "", 0)),
    ],
)
def test_a_fee_comes_in_with_its_amount_and_basis(
    tmp_path: Path, words: str, basis: str, fee: tuple[str, str, int] | None
) -> None:
    with (tmp_path / "items.csv").open("w", newline="") as file:
        lines = [[*HEADER, "是否收费", "收费依据"], [*LICENCE, words, basis]]
        csv.writer(file).writerows(lines)
    (entry,) = Catalogue(tmp_path / "items.csv").entries()
    assert isinstance(entry, Entry)
    fees = [(each.name_zh, each.basis, each.fen) for each in entry.guide.fees]
    assert fees == ([fee] if fee else [])


async def test_a_real_catalogue_of_1135_items_comes_in_whole(
    import_items: Import, ledger: AsyncEngine
) -> None:
    if not REAL.exists():
        pytest.skip("the catalogue is not here")
    done = import_items(str(REAL))
    assert done.returncode == 0, done.stdout[-500:]
    assert "新增 1135，有变化 0，没有变化 0，未收下 0 行" in done.stdout
    again = import_items(str(REAL))
    assert "新增 0，有变化 0，没有变化 1135，未收下 0 行" in again.stdout
    (row,) = await rows(ledger, "SELECT count(DISTINCT office) AS offices FROM service_items")
    assert row["offices"] == 34
