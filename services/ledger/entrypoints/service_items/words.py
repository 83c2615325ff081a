"""What guides, findings and differences are called on the desk."""

from services.ledger.domain.service_items.guide import (
    Days,
    DayUnit,
    Element,
    MaterialKind,
    MaterialSource,
    OnlineDepth,
)
from services.ledger.domain.service_items.removals import RemovalReason
from services.ledger.entrypoints.names import Names
from services.ledger.handlers.service_items.import_items import IMPORTER
from shared.language import Text

SOURCES = {
    MaterialSource.APPLICANT: Text("申请人自备", "the applicant has it"),
    MaterialSource.OFFICE: Text("窗口提供", "the office provides it"),
    MaterialSource.SHARED_DATA: Text("共享数据可取得", "in shared government data"),
    MaterialSource.E_LICENCE: Text("电子证照可取得", "an electronic licence"),
    MaterialSource.THIRD_PARTY: Text("第三方出具", "issued by a third party"),
}
KINDS = {
    MaterialKind.ORIGINAL: Text("原件", "original"),
    MaterialKind.COPY: Text("复印件", "copy"),
    MaterialKind.FORM: Text("表格", "form"),
    MaterialKind.ELECTRONIC: Text("电子材料", "electronic"),
}
DEPTHS = {
    OnlineDepth.INFORMATION: Text("网上可查", "information online"),
    OnlineDepth.APPLICATION: Text("网上申请", "apply online"),
    OnlineDepth.PRE_REVIEW: Text("网上预审", "checked online beforehand"),
    OnlineDepth.WHOLE: Text("全程网办", "entirely online"),
}
DAY_UNITS = {
    DayUnit.WORKING: Text("个工作日", "working days"),
    DayUnit.CALENDAR: Text("个自然日", "calendar days"),
}
REASONS = {
    RemovalReason.NO_LEGAL_BASIS: Text("没有法定依据", "no legal basis"),
    RemovalReason.SHARED_DATA: Text("改由共享数据取得", "taken from shared data"),
    RemovalReason.E_LICENCE: Text("改用电子证照", "an electronic licence serves"),
    RemovalReason.DECLARATION: Text("改为告知承诺", "a declaration serves"),
    RemovalReason.MERGED: Text("并入其他环节或材料", "merged into another"),
    RemovalReason.FEE_ABOLISHED: Text("取消收费", "the fee is abolished"),
    RemovalReason.LAW_CHANGED: Text("法规已经修改", "the law has changed"),
}
ELEMENTS = {
    "step": Text("环节", "Step"),
    "material": Text("材料", "Material"),
    "fee": Text("收费", "Fee"),
}
FACTS = {
    "who_zh": Text("谁可以办", "Who can apply"),
    "who_en": Text("谁可以办（英文）", "Who can apply, in English"),
    "where_zh": Text("在哪里办", "Where"),
    "where_en": Text("在哪里办（英文）", "Where, in English"),
    "promised": Text("承诺时限", "Promised"),
    "legal": Text("法定时限", "Allowed by law"),
    "legal_basis": Text("法定时限的依据", "Basis of the legal days"),
    "trips": Text("到现场次数", "Trips"),
    "online_depth": Text("网上办理深度", "Online"),
    "basis": Text("设定依据", "Basis of the item"),
}
FIGURES = {
    "steps": Text("环节", "Steps"),
    "materials": Text("材料", "Materials"),
    "promised": Text("承诺天数", "Promised days"),
    "fen": Text("收费（元）", "Fees (yuan)"),
    "trips": Text("跑动次数", "Trips"),
}
LABELS = {
    **FACTS,
    "name_zh": Text("名称", "the name"),
    "name_en": Text("英文名称", "the name in English"),
    "basis": Text("依据", "the basis"),
    "asks_for": Text("要看的材料", "what is asked for"),
    "source": Text("来源", "the source"),
    "kind": Text("形式", "the kind"),
    "copies": Text("份数", "how many"),
    "fen": Text("金额", "the amount"),
    "code": Text("编码", "the code"),
    "unit_code": Text("单位", "the unit"),
    "theme": Text("主题", "the theme"),
    "amount": Text("天数", "the days"),
    "note": Text("说明", "the note"),
    "task_numbers": Text("任务编号", "the task numbers"),
    "expected_revision": Text("版本（expected_revision）", "expected_revision"),
}


def name_of(named: Element) -> Text:
    """What an element is called; in English by its Chinese name where it has no other."""
    return Text(named.name_zh, named.name_en or named.name_zh)


def who(names: Names, staff_id: str) -> Text:
    """A person's name, or that it came with a catalogue."""
    if staff_id == IMPORTER:
        return Text("目录导入", "the catalogue")
    return names.person(staff_id)


def days(limit: Days | None) -> Text:
    """`10 个工作日`, `当场办结`; empty for None."""
    if limit is None:
        return Text("", "")
    if limit.amount == 0:
        return Text("当场办结", "on the spot")
    unit = DAY_UNITS[limit.unit]
    english = unit.en if limit.amount != 1 else unit.en.removesuffix("s")
    return Text(f"{limit.amount} {unit.zh}", f"{limit.amount} {english}")


def yuan(fen: int) -> str:
    """An amount in yuan, without needless noughts."""
    return f"{fen / 100:.2f}".removesuffix(".00")


def trips(count: int | None) -> Text:
    """How often one has to come; empty for None."""
    if count is None:
        return Text("", "")
    if count == 0:
        return Text("一次都不用跑", "none")
    return Text(f"{count} 次", f"{count}")
