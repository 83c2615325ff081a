"""What officers look at: the lists of each role, and searches of every kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from shared.identifiers import new_id
from shared.language import Text
from shared.web.tokens import Officer


def _officer(staff_id: str, name: str, unit: str, role: str) -> Officer:
    return Officer(staff_id, name, unit, frozenset({role}), session_id=str(new_id()))


DISPATCHER = _officer("chen-jing", "陈静", "hotline", "dispatcher")
HEAD = _officer("zhao-lei", "赵磊", "market-regulation", "unit_head")
OWNER = _officer("zhang-wei", "张伟", "market-regulation", "owner")
OFFICERS = (DISPATCHER, HEAD, OWNER)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or several that are asked for in turn."""

    name: str
    label: Text
    officer: Officer
    addresses: Sequence[str]


def _search(*words: str) -> list[str]:
    return [f"/desk/tasks?q={quote(each)}" for each in words]


LISTS = (
    Page("tray", Text("待派单", "the tray"), DISPATCHER, ["/desk/tasks?tab=tray"]),
    Page("audit", Text("待审核", "to audit"), DISPATCHER, ["/desk/tasks?tab=audit"]),
    Page("mine", Text("我的", "my tasks"), OWNER, ["/desk/tasks?tab=mine"]),
    Page("unit", Text("本单位", "my unit"), HEAD, ["/desk/tasks?tab=unit"]),
    Page("supervision", Text("督办", "supervised"), HEAD, ["/desk/tasks?tab=supervision"]),
    Page(
        "overdue",
        Text("逾期，全市", "overdue, whole city"),
        DISPATCHER,
        ["/desk/tasks?tab=overdue"],
    ),
    Page(
        "age",
        Text("逾期 8–30 天，本单位", "8–30 days late, my unit"),
        HEAD,
        ["/desk/tasks?tab=overdue&late=8-30"],
    ),
    Page("all", Text("全部，全市", "all, whole city"), DISPATCHER, ["/desk/tasks?tab=all"]),
    Page("unit-all", Text("全部，本单位", "all of my unit"), HEAD, ["/desk/tasks?tab=all"]),
    Page(
        "narrowed",
        Text("类别 + 区域 + 状态", "category, district and state"),
        DISPATCHER,
        ["/desk/tasks?tab=all&category=labour&district=yunxi&state=closed"],
    ),
)
SEARCHES = (
    Page(
        "two",
        Text("找两个字", "two characters"),
        DISPATCHER,
        _search("电梯", "轮椅", "烧烤", "噪声", "落户"),
    ),
    Page("one", Text("找一个字", "one character"), DISPATCHER, _search("户", "灯", "翠")),
    Page(
        "phrase",
        Text("找一句话", "a phrase"),
        DISPATCHER,
        _search("电梯停运半个月", "复印件要盖章", "没有这样的事"),
    ),
    Page(
        "several",
        Text("找几个词", "several words"),
        DISPATCHER,
        _search("翠云 幼儿园", "清河路 摊点 反复", "电梯 老人 烧烤店"),
    ),
    Page(
        "number",
        Text("找编号，有无连字符", "a number, with hyphens and without"),
        DISPATCHER,
        _search("261123", "2611", "260601-05"),
    ),
    Page(
        "by-unit",
        Text("找单位名", "a unit's name"),
        DISPATCHER,
        _search("市场监管局", "卫生健康 挂号", "transport"),
    ),
    Page(
        "own",
        Text("本单位里找", "within a unit"),
        HEAD,
        _search("执照", "电梯", "幼儿园", "261123"),
    ),
    Page(
        "everywhere",
        Text("每件都有的词（最坏情形）", "a word that every task has (the worst case)"),
        DISPATCHER,
        _search("工作人员"),
    ),
)
