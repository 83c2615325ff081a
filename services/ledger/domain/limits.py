"""How long, how often, how far: the limits of the state machine, and the dates that follow from them."""

from datetime import datetime, timedelta

from services.ledger.domain.working_calendar import WorkingCalendar

RETURN_WORKING_DAYS = 1
"""A unit says within a day that a task is not its own. Source: 安阳§50 (24 h), in working days."""
EXTENSION_WORKING_DAYS = 5
"""All extensions of a task together. Source: 安阳§50 (+5 working days, approved by the unit's head)."""
FAILED_ATTEMPTS = 3
"""So many documented failures count as the contact that could not be had."""
UNREACHABLE = 3
"""After so many call-backs that nobody answered, a task is closed without the person's word."""
REOPEN_WITHIN = timedelta(days=30)
"""A closed task can be taken up again so long."""


def returnable_until(dispatched_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The last moment at which a unit can ask to return what it was sent."""
    day = calendar.add_working_days(calendar.local_day(dispatched_at), RETURN_WORKING_DAYS)
    return calendar.end_of(day)


def extended(due_at: datetime, working_days: int, calendar: WorkingCalendar) -> datetime:
    """The due moment so many working days later."""
    return calendar.end_of(calendar.add_working_days(calendar.local_day(due_at), working_days))
