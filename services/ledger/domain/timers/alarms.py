"""What the clock can call for, and after how long: thresholds as data.

Source: 潍坊§26, 济南§28, 信访§39 (催办 → 督办); reminders one working day before, on the day, and on the
first, third and fifth day after, as offices practise them.
"""

from dataclasses import dataclass
from enum import StrEnum

from services.ledger.domain.vocabulary import Supervision


class Reason(StrEnum):
    """Why the clock speaks."""

    HALF_TIME = "half_time"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    RETURN_UNANSWERED = "return_unanswered"
    UNSIGNED = "unsigned"
    UNCONTACTED = "uncontacted"


class Escalation(StrEnum):
    """Who has to press for it from now on."""

    UNIT_HEAD = "unit_head"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing the clock calls for, once for each task and due date.

    `working_days`: how late, for an escalation. `level`: how hard the task is pressed for from then on, at
    least; None leaves it. Listing publicly 挂牌 is a person's decision, so no alarm does it.
    """

    reason: Reason
    working_days: int = 0
    to: Escalation | None = None
    level: Supervision | None = None

    @property
    def key(self) -> str:
        """By which a firing is recorded.

        >>> Alarm(Reason.ESCALATED, 3).key
        'escalated_3'
        """
        return f"{self.reason}_{self.working_days}" if self.working_days else self.reason.value


HALF_TIME = Alarm(Reason.HALF_TIME)
DUE_SOON = Alarm(Reason.DUE_SOON)
DUE_TODAY = Alarm(Reason.DUE_TODAY)
OVERDUE = Alarm(Reason.OVERDUE)
RETURN_UNANSWERED = Alarm(Reason.RETURN_UNANSWERED)
UNSIGNED = Alarm(Reason.UNSIGNED)
UNCONTACTED = Alarm(Reason.UNCONTACTED)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """After how many working days the clock speaks. Raises ValueError unless they only grow.

    `soon`: left before the due day; the rulebook's limit, by which lights turn amber too. `to_head`,
    `to_supervisor`, `again`: late. `return_answer`: within which a request to return is decided (as long
    as the unit has for asking, 安阳§50).
    """

    soon: int = 1
    to_head: int = 1
    to_supervisor: int = 3
    again: int = 5
    return_answer: int = 1

    def __post_init__(self) -> None:
        if min(self.soon, self.to_head, self.return_answer) < 1:
            raise ValueError("a threshold is at least one working day")
        if not self.to_head < self.to_supervisor < self.again:
            raise ValueError("each escalation comes later than the one before")

    @property
    def escalations(self) -> tuple[Alarm, ...]:
        """The least late first: the head and 催办, the supervisor and 督办, the supervisor again."""
        head, supervisor = Escalation.UNIT_HEAD, Escalation.SUPERVISOR
        reminded, supervised = Supervision.REMINDED, Supervision.SUPERVISED
        return (
            Alarm(Reason.ESCALATED, self.to_head, head, reminded),
            Alarm(Reason.ESCALATED, self.to_supervisor, supervisor, supervised),
            Alarm(Reason.ESCALATED, self.again, supervisor, supervised),
        )
