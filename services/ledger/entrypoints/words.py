"""What things are called on the desk, in both languages."""

from services.ledger.domain.task import Result, State
from services.ledger.handlers.lists import Tab
from shared.language import Text

STATES = {
    State.REGISTERED: Text("待派单", "To dispatch"),
    State.DISPATCHED: Text("待签收", "To sign"),
    State.SIGNED: Text("办理中", "In hand"),
    State.REPORTED: Text("待审核", "To audit"),
    State.CLOSED: Text("已办结", "Closed"),
    State.ACCEPTED: Text("已受理，待派单", "Accepted, to dispatch"),
    State.HANDLING: Text("办理中", "In hand"),
    State.RETURN_PENDING: Text("申请退回", "Return asked for"),
    State.EXTENSION_PENDING: Text("申请延期", "Extension asked for"),
    State.PAUSED: Text("计时暂停", "Clock stopped"),
    State.CALL_BACK: Text("待回访", "To call back"),
    State.WRITTEN_OFF: Text("已销号", "Written off"),
    State.ANSWERED: Text("已当场答复", "Answered on the spot"),
    State.DECLINED: Text("不予受理", "Declined"),
    State.MERGED: Text("已并案", "Merged"),
    State.WITHDRAWN: Text("诉求人已撤回", "Withdrawn"),
}
RESULTS = {
    Result.RESOLVED: Text("已解决", "Resolved"),
    Result.PARTLY: Text("部分解决", "Partly resolved"),
    Result.UNRESOLVED_EXPLAINED: Text("暂未解决，已说明原因", "Not resolved, with the reason"),
    Result.OUT_OF_SCOPE: Text("不属于受理范围", "Outside what can be handled here"),
}
TABS = {
    Tab.MINE: Text("我的", "Mine"),
    Tab.TRAY: Text("待派单", "To dispatch"),
    Tab.AUDIT: Text("待审核", "To audit"),
    Tab.REQUESTS: Text("待批", "To decide"),
    Tab.UNIT: Text("本单位", "My unit"),
    Tab.OVERDUE: Text("逾期", "Overdue"),
    Tab.SUPERVISION: Text("督办", "Supervised"),
    Tab.ALL: Text("全部", "All"),
}
NOTHING_HERE = {
    Tab.MINE: Text(
        "没有等您办的任务。派给您的任务会出现在这里。",
        "Nothing waits for you. Tasks dispatched to you appear here.",
    ),
    Tab.TRAY: Text(
        "没有待派的诉求。规则认不出去向的诉求会停在这里。",
        "The tray is empty. Complaints that no rule recognises wait here.",
    ),
    Tab.AUDIT: Text(
        "没有待审核的报告。单位报告办理结果后会出现在这里。",
        "No report to audit. Units' reports appear here.",
    ),
    Tab.REQUESTS: Text(
        "没有等着批的退回或延期。单位申请以后会出现在这里。",
        "No return or extension waits for a decision. Units' requests appear here.",
    ),
    Tab.UNIT: Text(
        "本单位没有在办任务。派给本单位的任务会出现在这里。",
        "Your unit has no open tasks. Those dispatched to it appear here.",
    ),
    Tab.OVERDUE: Text(
        "没有逾期任务。过了期限还没报告的任务会出现在这里。",
        "Nothing is overdue. Tasks not reported in time appear here.",
    ),
    Tab.SUPERVISION: Text(
        "没有正在督办的任务。催办、督办、挂牌的任务会出现在这里，直到单位报告结果。",
        "Nothing is pressed for. Tasks that were reminded of, supervised or listed stay here until reported.",
    ),
    Tab.ALL: Text(
        "还没有任务。收到诉求后会自动登记在这里。",
        "No tasks yet. Complaints are entered here as they come in.",
    ),
}
CHANNELS = {
    "web": Text("网站", "website"),
    "web_form": Text("网站", "website"),
    "app": Text("手机应用", "app"),
    "kiosk": Text("自助终端", "kiosk"),
    "hotline": Text("热线", "hotline"),
    "complaint_desk": Text("投诉窗口", "complaint desk"),
    "suggestion_box": Text("意见箱", "suggestion box"),
    "letter": Text("来信", "letter"),
    "email": Text("电子邮件", "e-mail"),
    "column": Text("留言专栏", "opinion column"),
    "questionnaire": Text("问卷", "questionnaire"),
    "seminar": Text("座谈会", "seminar"),
    "enterprise_talk": Text("企业恳谈", "enterprise talk"),
    "liaison_visit": Text("挂点走访", "liaison visit"),
    "walkthrough": Text("走流程", "walk-through"),
    "discussion": Text("讨论会", "discussion"),
    "rating": Text("好差评", "rating"),
    "open311": Text("Open311", "Open311"),
    "import": Text("导入", "import"),
    "desk": Text("工作台", "desk"),
    "api": Text("接口", "API"),
    "routing": Text("派单规则", "routing rule"),
    "withheld": Text("保密", "confidential channel"),
    "calendar": Text("日历", "calendar"),
    "rule": Text("期限规则", "deadline rule"),
    "timer": Text("计时器", "timer"),
    "handover": Text("离岗交接", "handover"),
}
"""Ways in, and what an act went through. One that is not listed is shown by its code."""
NATURES = {
    "complaint": Text("投诉", "complaint"),
    "help": Text("求助", "request for help"),
    "consult": Text("咨询", "question"),
    "suggest": Text("建议", "suggestion"),
    "report": Text("举报", "report"),
    "praise": Text("表扬", "praise"),
}
URGENCIES = {
    "ordinary": Text("一般", "ordinary"),
    "urgent": Text("紧急", "urgent"),
    "major": Text("重大紧急", "major"),
}
PRESSING = frozenset({"urgent", "major"})
"""Said wherever the task is listed."""
FIELDS = {
    "to": Text("派往哪里", "where to send it"),
    "unit_code": Text("单位", "the unit"),
    "owner_id": Text("责任人", "the owner"),
    "result": Text("办理结果", "the result"),
    "public_reply": Text("公开答复", "the public reply"),
    "measures": Text("整改措施", "the measures"),
    "note": Text("说明", "the note"),
    "assist_units": Text("协办单位", "the assisting units"),
    "reason": Text("理由", "the reason"),
    "referral": Text("可走的途径", "where they can turn"),
    "master_number": Text("并入的编号", "the number to merge into"),
    "means": Text("联系方式", "how"),
    "reached": Text("是否联系上", "whether they were reached"),
    "contact": Text("联系诉求人", "contact with the person"),
    "text": Text("措施", "the measure"),
    "date": Text("日期", "the date"),
    "measure": Text("措施", "the measure"),
    "evidence": Text("凭据", "the evidence"),
    "plan": Text("计划", "the plan"),
    "legal_basis": Text("依据", "the legal basis"),
    "suggested_unit": Text("应由哪个单位办", "whose it is"),
    "working_days": Text("工作日", "the working days"),
    "outcome": Text("回访结果", "the outcome"),
    "resolved": Text("是否解决", "whether it is resolved"),
    "level": Text("督办级别", "the level"),
    "root_cause": Text("根源", "the root cause"),
    "unresolved_reason": Text("未解决的原因", "why it was not resolved"),
    "shows": Text("是什么", "what it shows"),
    "caption": Text("说明", "the word about it"),
    "file": Text("文件", "the file"),
    "purpose": Text("用途", "what it is for"),
    "expected_version": Text("版本（expected_version）", "expected_version"),
    "staff_id": Text("工号", "the staff id"),
    "password": Text("密码", "the password"),
}


def named(names: dict[str, Text], code: str) -> Text:
    """What a code is called; the code itself where it is not listed."""
    return names.get(code) or Text(code, code)
