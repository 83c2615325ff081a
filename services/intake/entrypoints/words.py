"""What things are called, in both languages: channels, natures, states, fields."""

from services.intake.domain.complaint import Channel, Nature
from services.intake.domain.progress import State
from shared.language import Text

CHANNELS = {
    Channel.WEB: Text("网站", "website"),
    Channel.APP: Text("手机应用", "app"),
    Channel.KIOSK: Text("自助终端", "kiosk"),
    Channel.HOTLINE: Text("热线", "hotline"),
    Channel.COMPLAINT_DESK: Text("投诉窗口", "complaint desk"),
    Channel.SUGGESTION_BOX: Text("意见箱", "suggestion box"),
    Channel.LETTER: Text("来信", "letter"),
    Channel.EMAIL: Text("电子邮件", "e-mail"),
    Channel.COLUMN: Text("留言专栏", "opinion column"),
    Channel.QUESTIONNAIRE: Text("问卷", "questionnaire"),
    Channel.SEMINAR: Text("座谈会", "seminar"),
    Channel.ENTERPRISE_TALK: Text("企业恳谈", "enterprise talk"),
    Channel.LIAISON_VISIT: Text("挂点走访", "liaison visit"),
    Channel.WALKTHROUGH: Text("走流程", "walk-through"),
    Channel.DISCUSSION: Text("讨论会", "discussion"),
    Channel.RATING: Text("好差评", "rating"),
    Channel.OPEN311: Text("Open311", "Open311"),
    Channel.IMPORT: Text("导入", "import"),
}
NATURES = {
    Nature.COMPLAINT: Text("投诉", "Complain"),
    Nature.HELP: Text("求助", "Ask for help"),
    Nature.CONSULT: Text("咨询", "Ask a question"),
    Nature.SUGGEST: Text("建议", "Suggest something"),
    Nature.REPORT: Text("举报", "Report a breach of rules"),
    Nature.PRAISE: Text("表扬", "Say thank you"),
}
STATES = {
    State.RECEIVED: Text("已收到", "Received"),
    State.REGISTERED: Text("已登记，等待派单", "Registered, being given to an office"),
    State.DISPATCHED: Text("已派给责任单位", "Given to the office responsible"),
    State.SIGNED: Text("正在办理", "Being worked on"),
    State.REPORTED: Text("已答复，等待审核", "Answered, being checked"),
    State.CLOSED: Text("已办结", "Closed"),
    State.ACCEPTED: Text("已受理，等待派单", "Accepted, being given to an office"),
    State.ANSWERED: Text("已答复", "Answered"),
    State.DECLINED: Text("不予受理", "Cannot be taken on here"),
    State.WITHDRAWN: Text("您已撤回", "Withdrawn by you"),
    State.MERGED: Text("与另一件一并办理", "Dealt with together with another"),
    State.EXTENDED: Text("正在办理，已延期", "Being worked on, more time granted"),
    State.DEFERRED: Text("列入长期办理", "Planned for the long term"),
    State.CHECKED: Text("答复已审核，等待回访", "Answer checked, you will be asked"),
    State.SENT_BACK: Text("退回单位重新办理", "Sent back to be done again"),
    State.RESCHEDULED: Text("正在办理，期限有变", "Being worked on, with another date"),
    State.REOPENED: Text("重新办理", "Taken up again"),
}
RESULTS = {
    "resolved": Text("已解决", "resolved"),
    "partly": Text("部分解决", "partly resolved"),
    "unresolved_explained": Text("暂未解决，已说明原因", "not resolved, with the reason"),
    "out_of_scope": Text("不属于受理范围", "outside what can be handled here"),
}
FIELDS = {
    "title": Text("标题", "the title"),
    "content": Text("内容", "what happened"),
    "channel": Text("渠道（channel）", "the channel"),
    "nature": Text("诉求类型（nature）", "the nature"),
    "category": Text("类别", "the category"),
    "service_item": Text("事项编码（service_item）", "the service item"),
    "district": Text("区域", "the district"),
    "urgency": Text("紧急程度（urgency）", "the urgency"),
    "occurred_at": Text("发生时间", "when it happened"),
    "received_at": Text("收到时间（received_at）", "when it was received"),
    "name": Text("姓名", "the name"),
    "phone": Text("电话", "the phone number"),
    "address": Text("地址", "the address"),
    "email": Text("电子邮箱", "the e-mail address"),
    "confidential": Text("是否保密（confidential）", "confidential"),
    "real_name": Text("是否实名（real_name）", "real_name"),
    "wants_reply": Text("是否要回复（wants_reply）", "wants_reply"),
    "language": Text("语言（language）", "the language"),
    "channel_reference": Text("原编号（channel_reference）", "the reference of the channel"),
}
