"""What the clock called for, as the timeline tells it."""

from services.ledger.domain.timers.alarms import Reason
from services.ledger.domain.trail import TrailEntry
from services.ledger.entrypoints.choice_words import LEVELS
from shared.language import Text

ALARMS = {
    Reason.HALF_TIME: Text(
        "时间过半，已提醒责任人", "Half of the time is over; the owner was reminded"
    ),
    Reason.UNSIGNED: Text(
        "没有按时签收，通知责任人和单位负责人",
        "Not signed for in time; owner and head of the unit were told",
    ),
    Reason.UNCONTACTED: Text(
        "没有按时联系诉求人，通知责任人和单位负责人",
        "The person was not contacted in time; owner and head of the unit were told",
    ),
    Reason.DUE_SOON: Text("快到期了，已提醒责任人", "Due soon; the owner was reminded"),
    Reason.DUE_TODAY: Text("今天到期，已提醒责任人", "Due today; the owner was reminded"),
    Reason.OVERDUE: Text(
        "已逾期，通知责任人和单位负责人", "Overdue; owner and head of the unit were told"
    ),
    Reason.ESCALATED: Text("逾期 {days} 个工作日，逐级上报", "{late} late; passed up"),
    Reason.RETURN_UNANSWERED: Text(
        "退回申请逾时未批，转督办裁定", "Nobody decided the return in time; a supervisor does now"
    ),
}
_RAISED = Text("{words}，自动{level}", "{words} and {level}")


def alarm_words(entry: TrailEntry) -> Text:
    """An alarm's entry; with how hard the task is pressed for, where that was raised."""
    days = int(str(entry.after.get("working_days") or 0))
    late = f"{days} working day" + ("" if days == 1 else "s")
    reason = next((each for each in Reason if each == entry.after.get("alarm")), Reason.OVERDUE)
    words = ALARMS[reason].format(days=days, late=late)
    level = next((LEVELS[each] for each in LEVELS if each == entry.after.get("supervision")), None)
    if level is None:
        return words
    return _RAISED.format(words=words, level=Text(level.zh, str(entry.after["supervision"])))
