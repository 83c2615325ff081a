"""What rules, limits and their parts are called, in both languages."""

from services.ledger.domain.deadline_rules import DeadlineRule, Purpose, Unit
from services.ledger.domain.deadline_words import limit_en, limit_zh
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.entrypoints.words import CHANNELS
from shared.language import Text

UNIT_NAMES = {
    Unit.WORKING_DAYS: Text("个工作日", "working days"),
    Unit.CALENDAR_DAYS: Text("日（自然日）", "calendar days"),
    Unit.WORKING_HOURS: Text("个工作小时", "working hours"),
    Unit.HOURS: Text("小时", "hours"),
    Unit.MINUTES: Text("分钟", "minutes"),
}
PURPOSES = {
    Purpose.HANDLE: Text("办理", "handling a task"),
    Purpose.RETURN: Text("申请退回", "asking to return it"),
    Purpose.SIGN: Text("签收", "signing for it"),
    Purpose.FIRST_WORD: Text("首次反馈", "the first word"),
    Purpose.CONTACT: Text("联系诉求人", "contacting the person"),
}
LIMIT_NAMES = {
    "failed_attempts": Text(
        "几次联系不上，可视为已联系", "Failed attempts that count as a contact"
    ),
    "unreachable": Text(
        "几次回访无人接听，可以办结", "Unanswered call-backs after which it is closed"
    ),
    "reopen_days": Text(
        "办结后几天内可以重新办理", "Days within which a closed task can be reopened"
    ),
    "due_soon": Text(
        "剩几个工作日时亮黄灯、提醒责任人",
        "Working days left when the light turns amber and the owner is reminded",
    ),
}
WAYS_IN = {
    code: name
    for code, name in CHANNELS.items()
    if code not in ("desk", "api", "routing", "calendar", "rule")
}
"""Channels that a complaint can come through."""
REASONS = {
    "calendar": Text("日历有变", "the calendar was changed"),
    "rule": Text("规则有变", "a rule was changed"),
}


def choosable(book: Rulebook) -> list[tuple[str, Text]]:
    """Rules that a dispatcher can choose by hand, in order."""
    rules = [rule for rule in book.rules if rule.active and rule.purpose is Purpose.HANDLE]
    return [(rule.code, named(rule)) for rule in rules]


def named(rule: DeadlineRule) -> Text:
    """Its name and how long it gives."""
    return Text(f"{rule.name_zh}：{limit_zh(rule)}", f"{rule.name_en}: {limit_en(rule)}")


def limit_of(rule: DeadlineRule) -> Text:
    """How long it gives."""
    return Text(limit_zh(rule), limit_en(rule))
