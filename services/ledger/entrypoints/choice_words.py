"""What the choices in the forms of acts are called, in the order offered."""

from services.ledger.domain.task import (
    DeclineReason,
    Outcome,
    Purpose,
    RootCause,
    Supervision,
)
from shared.language import Text

MEANS = {
    "phone": Text("电话", "by phone"),
    "visit": Text("上门", "in person"),
    "message": Text("短信或网上消息", "by message"),
    "letter": Text("信函", "by letter"),
}
YES_NO = {"true": Text("是", "Yes"), "false": Text("否", "No")}
DECLINE_REASONS = {
    DeclineReason.EMERGENCY: Text(
        "紧急事项，立即转 110、119、120、122", "An emergency: put through to 110, 119, 120 or 122"
    ),
    DeclineReason.OTHER_AUTHORITY: Text(
        "超出承办单位职责，可由市场、社会渠道或其他机关解决",
        "Beyond what our units are responsible for: the market, society or another authority",
    ),
    DeclineReason.LEGAL_PROCESS: Text(
        "应当通过或已进入诉讼、仲裁、纪检监察、复议、信息公开、信访",
        "For, or already with, a court, arbitration, discipline inspection, administrative review,"
        " disclosure of information or petitions",
    ),
    DeclineReason.NO_NEW_FACTS: Text(
        "正在办理或已经办结，没有新情况、新理由", "Being handled or handled already, nothing new"
    ),
    DeclineReason.PROTECTED_SECRET: Text(
        "涉及国家秘密、商业秘密、个人隐私", "State secrets, trade secrets or privacy"
    ),
    DeclineReason.UNLAWFUL: Text(
        "违反法律法规或公序良俗", "Against the law, or against public order and good morals"
    ),
}
OUTCOMES = {
    Outcome.SATISFIED: Text("满意", "Satisfied"),
    Outcome.UNREACHABLE: Text("联系不上", "Could not be reached"),
    Outcome.NO_REPLY_WANTED: Text("不要求回复", "Wants no reply"),
    Outcome.DISSATISFIED_AT_FAULT: Text(
        "不满意，单位要重办", "Dissatisfied: the unit does it again"
    ),
    Outcome.DISSATISFIED_EXPLAINED: Text(
        "不满意，但解释依法成立", "Dissatisfied, but the explanation is lawful"
    ),
}
PURPOSES = {
    Purpose.CONTACT: Text("为办理联系诉求人", "to speak with the person about it"),
    Purpose.CALL_BACK: Text("回访", "to call back"),
    Purpose.DELIVER: Text("送达答复或文书", "to deliver a reply or a document"),
    Purpose.SAFETY: Text("人身安全，情况紧急", "danger to somebody"),
}
"""What an officer may need a contact for."""
LEVELS = {
    Supervision.REMINDED: Text("催办", "Remind"),
    Supervision.SUPERVISED: Text("督办", "Supervise"),
    Supervision.LISTED: Text("挂牌督办", "List publicly"),
}
ROOT_CAUSES = {
    RootCause.CLAUSE: Text("政策条款", "A rule"),
    RootCause.PROCESS: Text("办事流程", "The process"),
    RootCause.ATTITUDE: Text("服务态度", "Attitude"),
    RootCause.INFORMATION: Text("信息公开", "Information"),
    RootCause.CAPABILITY: Text("业务能力", "Capability"),
    RootCause.CROSS_DEPARTMENT: Text("部门协同", "Between departments"),
    RootCause.RESOURCES: Text("人手经费", "Resources"),
}
CHOICES = {
    "means": list(MEANS.items()),
    "yes_no": list(YES_NO.items()),
    "decline_reasons": [(each.value, words) for each, words in DECLINE_REASONS.items()],
    "outcomes": [(each.value, words) for each, words in OUTCOMES.items()],
    "levels": [(each.value, words) for each, words in LEVELS.items()],
    "root_causes": [(each.value, words) for each, words in ROOT_CAUSES.items()],
}
"""For the templates: (value, words), by the name of the choice."""
