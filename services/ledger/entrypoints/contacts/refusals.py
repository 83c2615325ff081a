"""Why a contact is not shown, in plain words."""

from math import ceil

from services.ledger.domain.organisation import Organisation
from services.ledger.entrypoints import refusals
from services.ledger.handlers.contacts.ports import ContactUnreadable, IntakeAway, TooManyContacts
from shared.language import Text
from shared.web.problems import Problem

RETRY_SECONDS = 10
_AWAY = Text(
    "受理服务现在没有回应，联系方式没有给出。请稍后再试；痕迹里已记下您问过。",
    "Intake does not answer at the moment, and nothing was shown. Try again shortly; it is in the trail.",
)
_UNREADABLE = Text(
    "受理服务打不开这份联系方式。请把任务编号告诉管理员。",
    "Intake cannot open this contact. Tell an administrator the number of the task.",
)
_NONE = Text("诉求人没有留下联系方式。", "The person left no contact.")


def problem_of(error: Exception, organisation: Organisation) -> Problem | None:
    """The answer to what asking may raise; None for what nobody foresaw."""
    if isinstance(error, TooManyContacts):
        return _too_many(max(1, ceil(error.wait.total_seconds() / 60)))
    if isinstance(error, IntakeAway):
        title = Text("暂时看不到联系方式", "The contact cannot be shown now")
        return Problem(
            503, "intake-away", title, _AWAY, headers={"retry-after": str(RETRY_SECONDS)}
        )
    if isinstance(error, ContactUnreadable):
        title = Text("没有联系方式可看", "There is no contact to show")
        kept = error.reason != "no_contact"
        return Problem(502 if kept else 404, "no-contact", title, _UNREADABLE if kept else _NONE)
    return (
        refusals.problem_of(error, organisation) if isinstance(error, refusals.EXPECTED) else None
    )


def _too_many(minutes: int) -> Problem:
    return Problem(
        429,
        "too-many-contacts",
        Text("查看得太多了", "Too many contacts"),
        Text(
            f"您这一小时查看的联系方式已到上限，请过 {minutes} 分钟再看。急事请找督办。",
            f"You have seen as many contacts as an hour allows. Wait {minutes} minutes, or ask a supervisor.",
        ),
        headers={"retry-after": str(minutes * 60)},
    )
