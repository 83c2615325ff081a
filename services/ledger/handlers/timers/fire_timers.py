"""Firing what the clock calls for: claimed, written in the trail and told, some tasks a transaction."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from services.ledger.domain.guards import Refused
from services.ledger.domain.task import LEDGER, Action, Actor, alert
from services.ledger.domain.timers.alarms import (
    DUE_SOON,
    DUE_TODAY,
    OVERDUE,
    RETURN_UNANSWERED,
    Thresholds,
)
from services.ledger.domain.timers.ladder import asked_before, ladder
from services.ledger.domain.trail import Doing, entry
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.timers.ports import Fired, Ripe, TimerBook, TimerWork
from services.ledger.handlers.timers.telling import told
from shared.clock import Clock
from shared.events.envelope import wrap
from shared.logs import get_logger

log = get_logger(__name__)

AT_ONCE = 500
"""Tasks in one transaction: their rows are locked for a fraction of a second."""
CLOCK_ACTOR = Actor(LEDGER)


class FireTimers:
    """Publishes TaskDueSoon, TaskOverdue, TaskEscalated, TaskReturnUnanswered.

    Repeatable: a firing is recorded once for each task, reason and due date, in the transaction that
    writes and tells of it; replicas share the tasks. What was missed is made up for by what holds now.
    """

    def __init__(
        self,
        book: TimerBook,
        calendar: Callable[[], Awaitable[WorkingCalendar]],
        thresholds: Thresholds,
        clock: Clock,
    ) -> None:
        self._book, self._calendar, self._clock = book, calendar, clock
        self._thresholds = thresholds
        fixed = (DUE_SOON, DUE_TODAY, OVERDUE, RETURN_UNANSWERED)
        self._alarms = {each.key: each for each in (*fixed, *thresholds.escalations)}

    async def __call__(self) -> Counter[str]:
        """Fire everything that is ripe. Returns how often for which reason."""
        fired: Counter[str] = Counter()
        while some := await self._some():
            fired.update(some)
        return fired

    async def _some(self) -> Counter[str]:
        now, calendar = self._clock.now(), await self._calendar()
        async with self._book.work() as work:
            claimed = await work.claim(ladder(now, calendar, self._thresholds), AT_ONCE)
            waiting = asked_before(now, calendar, self._thresholds)
            claimed += await work.claim_returns(waiting, AT_ONCE)
            return await self._fire(work, claimed, now, calendar)

    async def _fire(
        self, work: TimerWork, claimed: Sequence[Ripe], now: datetime, calendar: WorkingCalendar
    ) -> Counter[str]:
        fired = [self._fired(ripe, now, calendar) for ripe in claimed]
        await work.write([each for each in fired if each is not None])
        return Counter(str(self._alarms[ripe.key].reason) for ripe in claimed)

    def _fired(self, ripe: Ripe, now: datetime, calendar: WorkingCalendar) -> Fired | None:
        """None for a task that the machine refuses: it stays recorded, so that it holds nobody up."""
        before, alarm = ripe.subject.task, self._alarms[ripe.key]
        try:
            after = alert(before, CLOCK_ACTOR, alarm)
        except Refused as refused:
            log.warning("timer_refused", task=before.number, alarm=ripe.key, guard=refused.guard)
            return None
        words = {"alarm": alarm.reason.value, "working_days": alarm.working_days}
        event = told(ripe.subject, after, alarm, now, calendar)
        return Fired(
            after,
            entry(Action.ALERT, before, after, Doing(LEDGER, "timer", now), words),
            wrap(event, source="ledger", time=now, version=after.version),
        )
