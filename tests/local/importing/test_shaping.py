"""Rows become complaints: columns recognised, words of other systems understood."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from local.importing.headers import recognise
from local.importing.identity import Keys
from local.importing.mapping import field_map, save_map, saved_map
from local.importing.moments import moment
from local.importing.shaping import BadRowError, Body, Shaper
from local.words import CannotGoOn
from shared.sheets.sheet import Row

CATEGORIES = {"噪声": "city-order", "city-order": "city-order", "roads": "roads"}
DISTRICTS = {"南湖区": "nanhu", "nanhu": "nanhu"}


def shaper(columns: Sequence[str], *told: str) -> Shaper:
    return Shaper(field_map(columns, told), "import", CATEGORIES, DISTRICTS)


def shaped(cells: dict[str, str], *told: str) -> Body:
    return shaper(list(cells), *told).shape(Row(2, dict(cells)))


def test_the_columns_of_a_12345_export_are_recognised() -> None:
    columns = [
        "工单编号",
        "工单类型",
        "问题分类",
        "标签",
        "标题",
        "主要内容",
        "工单状态",
        "来电人",
        "电话",
        "被反映区",
        "办理结果",
    ]
    assert recognise(columns) == {
        "title": "标题", "content": "主要内容", "category": "问题分类", "nature": "工单类型",
        "district": "被反映区", "name": "来电人", "phone": "电话", "channel_reference": "工单编号",
    }  # fmt: skip


def test_the_columns_of_a_message_board_are_recognised() -> None:
    assert recognise(["msg_id", "user", "time", "title", "detail", "reply_time", "reply"]) == {
        "title": "title",
        "content": "detail",
        "received_at": "time",
        "channel_reference": "msg_id",
    }


def test_a_row_of_a_12345_export_becomes_a_complaint() -> None:
    body = shaped({
        "工单编号": "GD2026110200017", "工单类型": "投诉", "问题分类": "城市管理/噪声",
        "标题": "夜间施工", "主要内容": "凌晨两点还在打桩", "受理时间": "2026/11/2 8:05",
        "来电人": "李某", "电话": "13900000001", "被反映区": "南湖区", "工单来源": "热线",
        "是否保密": "是",
    })  # fmt: skip
    assert body == {
        "channel_reference": "GD2026110200017", "nature": "complaint", "category": "city-order",
        "title": "夜间施工", "content": "凌晨两点还在打桩",
        "received_at": "2026-11-02T08:05:00+08:00", "name": "李某", "phone": "13900000001",
        "district": "nanhu", "channel": "hotline", "confidential": True,
    }  # fmt: skip


def test_somebody_elses_words_are_left_out_and_counted() -> None:
    making = shaper(["问题分类", "被反映区", "主要内容"])
    row = Row(2, {"问题分类": "民生/其他", "被反映区": "外地", "主要内容": "说点什么"})
    assert making.shape(row) == {"channel": "import", "title": "说点什么", "content": "说点什么"}
    assert making.left_out == {"category": 1, "district": 1}


def test_words_in_our_own_columns_are_handed_on_for_intake_to_judge() -> None:
    assert shaped({"title": "t", "content": "c", "category": "nonsense"})["category"] == "nonsense"
    told = shaped({"标题": "t", "内容": "c", "类": "nonsense"}, "category=类")
    assert told["category"] == "nonsense"


def test_a_missing_title_is_made_from_the_content() -> None:
    body = shaped({"内容": "一" * 100})
    assert body["title"] == "一" * 39 + "…"


def test_a_column_told_by_hand_wins_over_the_one_recognised() -> None:
    body = shaped({"标题": "a", "内容": "b", "摘要": "c"}, "title=摘要")
    assert body["title"] == "c"
    assert "title" not in field_map(["标题", "内容"], ["title="]).columns


@pytest.mark.parametrize("told", ["title", "nonsense=标题", "title=没有这一列"])
def test_a_map_that_cannot_be_is_refused_in_words(told: str) -> None:
    with pytest.raises(CannotGoOn):
        field_map(["标题", "内容"], [told])


def test_without_a_column_for_the_content_the_columns_are_named() -> None:
    with pytest.raises(CannotGoOn, match="Columns: 甲, 乙"):
        field_map(["甲", "乙"], [])


def test_a_map_is_kept_and_used_again(tmp_path: Path) -> None:
    save_map(tmp_path, "board", field_map(["话题", "正文"], ["title=话题", "content=正文"]))
    again = field_map(["话题", "正文"], [], saved_map(tmp_path, "board"))
    assert again.columns == {"title": "话题", "content": "正文"}
    assert again.told == {"title", "content"}
    with pytest.raises(CannotGoOn, match="board"):
        saved_map(tmp_path, "other")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019-04-25 09:32:09", "2019-04-25T09:32:09+08:00"),
        ("2019/4/5 9:03", "2019-04-05T09:03:00+08:00"),
        ("2019年4月25日", "2019-04-25T00:00:00+08:00"),
        ("2019年4月25日 9时32分", "2019-04-25T09:32:00+08:00"),
        ("20190425093209", "2019-04-25T09:32:09+08:00"),
        ("43580.397326388885", "2019-04-25T09:32:09+08:00"),
        ("2019-04-25T01:32:09+00:00", "2019-04-25T01:32:09+00:00"),
        ("2019-04-25T01:32:09Z", "2019-04-25T01:32:09+00:00"),
    ],
)
def test_moments_are_read_as_exports_write_them(written: str, meant: str) -> None:
    assert moment(written).isoformat() == meant


@pytest.mark.parametrize("cells", [
    {"content": "c", "received_at": "yesterday"},
    {"content": "c", "received_at": "2019-13-45"},
    {"content": "c", "confidential": "perhaps"},
])  # fmt: skip
def test_a_cell_that_makes_no_sense_is_named(cells: dict[str, str]) -> None:
    with pytest.raises(BadRowError, match=r"cannot be read"):
        shaped(cells)


def test_the_same_words_have_the_same_key_wherever_they_stand() -> None:
    one, two = {"title": "a", "content": "b"}, {"title": "a", "content": "c"}
    forward, backward = Keys(), Keys()
    keys = [forward.key_of(one), forward.key_of(two)]
    assert [backward.key_of(two), backward.key_of(one)] == keys[::-1]


def test_identical_rows_are_told_apart_by_their_count() -> None:
    keys, again = Keys(), Keys()
    body: Body = {"title": "a", "content": "b"}
    first = [keys.key_of(body) for _ in range(3)]
    assert len(set(first)) == 3
    assert [again.key_of(body) for _ in range(3)] == first


def test_a_row_that_was_classified_anew_keeps_its_key() -> None:
    body: Body = {"title": "a", "content": "b"}
    assert Keys().key_of(body) == Keys().key_of({**body, "category": "roads", "nature": "help"})


def test_how_urgent_it_is_comes_over_in_our_words_or_not_at_all() -> None:
    words = {"特急": "major", "紧急": "urgent", "一般": "ordinary", "?": None}
    for word, ours in words.items():
        body = shaped({"标题": "t", "内容": "c", "紧急程度": word})
        assert body.get("urgency") == ours
