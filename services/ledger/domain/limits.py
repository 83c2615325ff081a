"""How often, how far: the limits of the state machine that are no deadlines, and moved due dates."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.ledger.domain.deadline_rules import LENGTH, Unit
from services.ledger.domain.office_hours import add_working_time
from services.ledger.domain.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Limits:
    """The values that hold; each is at least 1."""

    failed_attempts: int = 3
    """So many documented failures count as the contact that could not be had."""
    unreachable: int = 3
    """After so many call-backs that nobody answered, a task is closed without the person's word."""
    reopen_days: int = 30
    """A closed task can be taken up again so many days."""

    due_soon: int = 1
    """Working days left from which on a light is amber; then its owner is reminded, too."""

    @property
    def reopen_within(self) -> timedelta:
        """The same as a span of time."""
        return timedelta(days=self.reopen_days)


USUAL_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Limit:
    """One of them as data, with who says so. `name` is a field of `Limits`."""

    name: str
    amount: int
    source_zh: str
    source_en: str
    revision: int = 1


USUAL: tuple[Limit, ...] = (
    Limit("failed_attempts", 3, "热线中心内部规定", "The hotline centre's own rule"),
    Limit("unreachable", 3, "热线中心内部规定", "The hotline centre's own rule"),
    Limit("reopen_days", 30, "热线中心内部规定", "The hotline centre's own rule"),
    Limit("due_soon", 1, "热线中心内部规定", "The hotline centre's own rule"),
)
"""What comes with the software. No statute seen fixes these; an office writes in its own."""


def extended(
    due_at: datetime, amount: int, calendar: WorkingCalendar, unit: Unit = Unit.WORKING_DAYS
) -> datetime:
    """The due moment so much later. What would end on a day off ends on the next working day."""
    day = calendar.local_day(due_at)
    if unit is Unit.WORKING_DAYS:
        return calendar.end_of(calendar.add_working_days(day, amount))
    if unit is Unit.CALENDAR_DAYS:
        return calendar.end_of(calendar.next_working_day(day + timedelta(days=amount)))
    if unit is Unit.WORKING_HOURS:
        return add_working_time(calendar, due_at, amount * LENGTH[unit])
    return due_at + amount * LENGTH[unit]
