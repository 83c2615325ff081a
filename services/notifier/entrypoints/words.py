"""What states, reasons, means and answers are called."""

from services.notifier.domain import matters
from services.notifier.domain.notice import State
from services.notifier.handlers.lists import Tab
from shared.language import Text

TABS = {
    Tab.FAILED: Text("没送到", "Failed"),
    Tab.UNCERTAIN: Text("不确定", "Uncertain"),
    Tab.NOBODY: Text("没有收件人", "Nobody to tell"),
    Tab.WAITING: Text("等待发送", "Waiting"),
    Tab.DELIVERED: Text("已送达", "Delivered"),
}
STATES = {
    State.PENDING: Text("等待发送", "Waiting"),
    State.SENDING: Text("正在发送", "Being sent"),
    State.DELIVERED: Text("已送达", "Delivered"),
    State.FAILED: Text("没送到", "Failed"),
    State.UNCERTAIN: Text("不确定", "Uncertain"),
}
LIGHTS = {
    State.PENDING: "none",
    State.SENDING: "none",
    State.DELIVERED: "done",
    State.FAILED: "red",
    State.UNCERTAIN: "amber",
}
REASONS = {
    "dispatched": Text("派单", "Task dispatched"),
    "owner_needed": Text("待指定责任人", "Owner needed"),
    "reported": Text("待审核", "Report to check"),
    "closed": Text("办结", "Task closed"),
    "assisting": Text("协办", "To assist"),
    "return_asked": Text("退回待定", "Return to decide"),
    "return_approved": Text("同意退回", "Return approved"),
    "return_rejected": Text("不同意退回", "Return rejected"),
    "return_arbitration": Text("退回裁定", "Return to arbitrate"),
    "return_unanswered": Text("退回逾时未批", "Return unanswered"),
    "extension_asked": Text("延期待批", "Extension to decide"),
    "extension_approved": Text("同意延期", "Extension approved"),
    "extension_rejected": Text("不同意延期", "Extension rejected"),
    "audit_failed": Text("审核不通过", "Report sent back"),
    "redo": Text("重办", "Done again"),
    "reopened": Text("重新办理", "Taken up again"),
    "supervised": Text("督办", "Supervised"),
    "supervision_lifted": Text("解除督办", "Supervision lifted"),
    "half_time": Text("时间过半", "Half of the time is over"),
    "due_soon": Text("快到期", "Due soon"),
    "due_today": Text("今天到期", "Due today"),
    "step_late": Text("没有按时签收或联系", "Not signed for, or not contacted, in time"),
    "overdue": Text("逾期", "Overdue"),
    "escalated": Text("逾期上报", "Passed up, days late"),
    "due_date_moved": Text("期限有变", "Due date moved"),
    "paused": Text("计时暂停", "Clock stopped"),
    "resumed": Text("恢复计时", "Clock goes on"),
    "taken_back": Text("不用再办", "Taken back"),
    "liaison_assigned": Text("挂点联系", "Liaison given"),
    "liaison_missed": Text("该联系没联系", "Contact missed"),
    "pain_point_assigned": Text("指定解决痛点", "Pain point given"),
    "quick_fix_given": Text("快查快改", "Quick fix given"),
}
AUDIENCES = {
    "owner": Text("责任人", "task owner"),
    "unit_head": Text("单位负责人", "head of unit"),
    "dispatchers": Text("派单员", "dispatcher"),
    "supervisors": Text("督办", "supervisor"),
    "assistants": Text("协办单位负责人", "head of an assisting unit"),
}
TRANSPORTS = {
    "email": Text("电子邮件", "E-mail"),
    "webhook": Text("网络接口", "Webhook"),
    "wecom": Text("企业微信", "WeCom"),
    "dingtalk": Text("钉钉", "DingTalk"),
    "feishu": Text("飞书", "Feishu"),
    "console": Text("日志", "Log"),
    "none": Text("没有可用的方式", "No means"),
}
ANSWERS = {
    "accepted": Text("对方已接收", "Accepted"),
    "refused": Text("对方拒收", "Refused"),
    "postponed": Text("没有发成", "Not taken"),
    "unknown": Text("发出后没有回音", "No answer after handing over"),
    "unreachable": Text("没有可用的联系方式", "Nothing reaches this person"),
    "interrupted": Text("发送时服务中断", "The service stopped while sending"),
    "underway": Text("正在发送", "Being sent"),
}
NOTHING = {
    Tab.FAILED: Text("没有发送失败的通知", "No notice has failed"),
    Tab.UNCERTAIN: Text("没有说不准的通知", "There is no notice in doubt"),
    Tab.NOBODY: Text("每条通知都有收件人", "Every notice has somebody to go to"),
    Tab.WAITING: Text("没有等待发送的通知", "Nothing waits to be sent"),
    Tab.DELIVERED: Text("还没有送达的通知", "Nothing has been delivered yet"),
}
FILLS = {
    Tab.FAILED: Text(
        "多次发送都不成功的通知会出现在这里，由您决定怎么办。",
        "A notice that could not be delivered after every attempt appears here for you to decide.",
    ),
    Tab.UNCERTAIN: Text(
        "发出后没有回音的通知会出现在这里：可能到了，也可能没到。",
        "A notice that was handed over and met silence appears here: it may or may not have arrived.",
    ),
    Tab.NOBODY: Text(
        "单位没有负责人、责任人不在名单里时，会在这里提醒。",
        "A unit without a head, or an owner who is not listed, is shown here.",
    ),
    Tab.WAITING: Text(
        "任务派出、上报、办结时，通知会先排在这里，通常几秒内发出。",
        "When a task is dispatched, reported or closed, notices stand here for a few seconds.",
    ),
    Tab.DELIVERED: Text(
        "对方服务器接收以后，通知会出现在这里。",
        "Notices appear here once the receiving server has taken them.",
    ),
}


def transport_name(name: str | None) -> Text:
    """The means as people call it; others go by the name the operator gave them."""
    return TRANSPORTS.get(name or "", Text(name or "–", name or "–"))


def reason_name(reason: str) -> Text:
    """Why somebody is told."""
    return REASONS.get(reason, Text(reason, reason))


def audience_name(audience: str) -> Text:
    """In what quality somebody is told."""
    return AUDIENCES.get(audience, Text(audience, audience))


def page_of(number: str) -> str:
    """Where the ledger shows what a notice is about."""
    return matters.page_of(number)
