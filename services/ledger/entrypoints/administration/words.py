"""What sections, fields and refusals of administering are called, in both languages."""

from services.ledger.domain.administration.changes import Section
from services.ledger.domain.administration.rights import Reason
from shared.language import Text

SECTIONS = {
    Section.UNITS: Text("单位", "Unit"),
    Section.STAFF: Text("人员", "Member of staff"),
    Section.CATEGORIES: Text("类别", "Category"),
    Section.DISTRICTS: Text("区域", "District"),
    Section.ROUTING: Text("派单规则", "Routing rule"),
    Section.ORDER: Text("规则的顺序", "Order of the rules"),
}
ADD = {
    Section.UNITS: Text("添加单位", "Add a unit"),
    Section.STAFF: Text("添加人员", "Add a member of staff"),
    Section.CATEGORIES: Text("添加类别", "Add a category"),
    Section.DISTRICTS: Text("添加区域", "Add a district"),
    Section.ROUTING: Text("添加派单规则", "Add a routing rule"),
}
FIELDS = {
    "code": Text("代码", "the code"),
    "staff_id": Text("工号", "the staff id"),
    "name": Text("姓名", "the name"),
    "name_zh": Text("中文名称", "the Chinese name"),
    "name_en": Text("英文名称", "the English name"),
    "parent_code": Text("上级", "what it belongs to"),
    "unit_code": Text("单位", "the unit"),
    "owner_id": Text("责任人", "the owner"),
    "roles": Text("岗位", "the roles"),
    "email": Text("电子邮箱", "the e-mail address"),
    "transports": Text("其他通知方式", "other means of notice"),
    "language": Text("通知语言", "the language of notices"),
    "takes_turns": Text("轮流接件", "taking turns"),
    "active": Text("启用", "active"),
    "service_items": Text("事项", "the service items"),
    "categories": Text("类别", "the categories"),
    "districts": Text("区域", "the districts"),
    "keywords": Text("关键词", "the keywords"),
    "place": Text("第几条", "the place"),
    "note": Text("说明", "the note"),
    "rules": Text("规则的顺序", "the order of the rules"),
    "successor": Text("接手的人", "the successor"),
    "sign_in_code": Text("登录码有效期至", "a sign-in code, good until"),
    "password_set": Text("设了新密码", "a new password"),
    "expected_version": Text("版本（expected_version）", "expected_version"),
}
FORBIDDEN = {
    Reason.NOBODY: Text(
        "组织机构由派单员（热线中心）管理；单位负责人管理本单位的人员。",
        "The organisation is administered by dispatchers of the centre; heads look after their unit's staff.",
    ),
    Reason.ONLY_STAFF: Text(
        "单位负责人只能管理本单位的人员。这一项请联系热线中心。",
        "Heads of units look after their unit's staff. Ask the hotline centre for this.",
    ),
    Reason.OTHER_UNIT: Text(
        "只能管理本单位的人员。换单位请联系热线中心。",
        "You look after your own unit's staff. The hotline centre moves people between units.",
    ),
    Reason.CITY_ROLES: Text(
        "派单员、督办、审核员这些全市岗位由热线中心授予和收回。",
        "Roles for the whole city (dispatcher, supervisor, auditor) are given and taken by the centre.",
    ),
    Reason.NOT_FOR_THEM: Text(
        "登录码由派单员或者本单位负责人给在岗的同事；自己的密码在“登录情况”里改。",
        "Dispatchers and the head of the unit give codes to colleagues who work here; your own password you"
        " change under “Signed in”.",
    ),
}
LEAVE_INSTEAD = Text(
    "停用人员请用“离岗交接”，这样在办任务不会没人管。",
    "Use “leave and hand over” to let somebody go, so that no open task is left behind.",
)
EDITED_MEANWHILE = Text(
    "您打开以后别人改过组织机构：{what}。您填的还在下面，请核对后再保存一次。",
    "Somebody has changed the organisation since you opened this: {what}. What you typed is still"
    " here; check it and save again.",
)
