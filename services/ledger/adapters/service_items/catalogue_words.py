"""Words that catalogues of service items use: for their columns, and for days, depth and lists in them.

Source: column names of published municipal catalogues and of the national service-item data standard.
"""

import re
from decimal import Decimal

from services.ledger.domain.service_items.guide import Days, DayUnit, OnlineDepth

KNOWN = {
    "code": (
        *("item_code", "code", "task_code", "事项编码", "实施编码", "实施清单编码", "事项编号"),
        *("基本编码", "业务办理项编码", "编码"),
    ),
    "name_zh": (
        *("item_name", "name_zh", "name", "task_name", "事项名称", "实施事项名称", "办事事项"),
        *("业务办理项名称", "办理项名称", "名称"),
    ),
    "name_en": ("name_en", "英文名称", "事项英文名称"),
    "office": (
        *("department", "dept_name", "office", "unit", "实施主体", "实施机关", "实施部门"),
        *("主管部门", "责任单位", "部门", "单位"),
    ),
    "theme": ("main_item", "theme", "主题", "主题分类", "主项名称", "事项主题", "事项类别"),
    "promised": ("promise_day", "promised", "承诺办结时限", "承诺时限", "承诺期限"),
    "promised_unit": ("promise_type", "承诺办结时限单位", "承诺时限单位"),
    "legal": ("anticipate_day", "legal", "法定办结时限", "法定时限", "法定期限"),
    "legal_unit": ("anticipate_type", "法定办结时限单位", "法定时限单位"),
    "trips": ("limit_scene_num", "trips", "到办事现场次数", "到现场次数", "跑动次数"),
    "online_depth": ("online_handle_depth", "online_depth", "网上办理深度", "网办深度"),
    "basis": ("by_law", "basis", "设定依据", "实施依据", "法律依据"),
    "who": ("accept_condition", "受理条件", "办理条件", "实施对象", "服务对象"),
    "where": ("transact_addr", "办理地点", "办事地点"),
    "steps": ("handle_flow", "办理流程", "办理环节", "环节"),
    "fee": ("fee_stand", "is_fee", "收费标准", "收费项目", "是否收费"),
    "fee_basis": ("fee_basis", "收费依据"),
    "materials": ("申请材料", "办理材料", "所需材料", "材料清单", "材料"),
}
"""Names for each field, the likeliest first."""

FREE = frozenset({"", "否", "无", "0", "n", "no", "免费", "不收费", "无收费"})
_YUAN = re.compile(r"(\d{1,7}(?:\.\d{1,2})?)\s*元")
UNCLASSIFIED = frozenset({"未分类", "无", "其他", "-", "—"})
_AT_ONCE = re.compile(r"当场|即时|即办|立等|当即")
_AMOUNT = re.compile(r"(\d{1,4})")
_CALENDAR = re.compile(r"自然日|日历日|calendar", re.IGNORECASE)
_BETWEEN = re.compile(r"[\n\r;；]+|→|—>|->|=>")
_NUMBERING = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）.、．]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*")
_DEPTHS = (
    ("全程网办", OnlineDepth.WHOLE),
    ("预审", OnlineDepth.PRE_REVIEW),
    ("受理", OnlineDepth.APPLICATION),
    ("收件", OnlineDepth.APPLICATION),
    ("申请", OnlineDepth.APPLICATION),
    ("咨询", OnlineDepth.INFORMATION),
    ("查询", OnlineDepth.INFORMATION),
    ("信息", OnlineDepth.INFORMATION),
)


def days_in(words: str, unit: str = "") -> Days | None:
    """`10个工作日`, `20`, `当场办结`. Working days unless it says calendar days: so the law on administrative
    licences counts (Article 82). Raises ValueError for what says no number."""
    if not words:
        return None
    if _AT_ONCE.search(words):
        return Days(0)
    found = _AMOUNT.search(words)
    if found is None:
        raise ValueError(words)
    counted = DayUnit.CALENDAR if _CALENDAR.search(f"{words} {unit}") else DayUnit.WORKING
    return Days(int(found[1]), counted)


def depth_in(words: str) -> OnlineDepth | None:
    """How far one gets online. Raises ValueError for words unknown here."""
    if not words:
        return None
    for name, depth in _DEPTHS:
        if name in words:
            return depth
    return OnlineDepth(words)


def fen_in(words: str) -> int:
    """The first amount in yuan, in hundredths; 0 where there is none to be read."""
    found = _YUAN.search(words)
    return int(Decimal(found[1]) * 100) if found else 0


def listed_in(words: str) -> tuple[str, ...]:
    """The entries of a list in one cell, without their numbers; each once."""
    entries = (_NUMBERING.sub("", entry).strip(" 　。") for entry in _BETWEEN.split(words))
    return tuple(dict.fromkeys(entry for entry in entries if entry))
