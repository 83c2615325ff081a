"""Firing what the clock calls for: claimed, written in the trail and told, some tasks a transaction."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.guards import Refused
from services.ledger.domain.task import LEDGER, Action, Actor, alert
from services.ledger.domain.timers.alarms import (
    DUE_SOON,
    DUE_TODAY,
    HALF_TIME,
    OVERDUE,
    RETURN_UNANSWERED,
    UNCONTACTED,
    UNSIGNED,
    Alarm,
    Thresholds,
)
from services.ledger.domain.timers.ladder import as_first_told, asked_before, half_time, ladder
from services.ledger.domain.trail import Doing, entry
from services.ledger.handlers.timers.ports import Fired, Ripe, TimerBook, TimerWork
from services.ledger.handlers.timers.telling import told
from shared.clock import Clock
from shared.events.envelope import wrap
from shared.logs import get_logger

log = get_logger(__name__)

AT_ONCE = 500
"""Tasks in one transaction: their rows are locked for a fraction of a second."""
CLOCK_ACTOR = Actor(LEDGER)
Claim = Callable[[TimerWork], Awaitable[list[Ripe]]]


@dataclass(frozen=True, slots=True)
class Look:
    """What holds while the clock looks once."""

    now: datetime
    begun_at: datetime
    book: Rulebook
    thresholds: Thresholds

    def as_told(self, alarm: Alarm, due_at: datetime) -> Alarm:
        """See `as_first_told`."""
        if not alarm.to:
            return alarm
        when_it_began = ladder(self.begun_at, self.book.calendar, self.thresholds)
        return as_first_told(alarm, due_at, when_it_began)

    def claims(self) -> Iterator[Claim]:
        """What to ask the database for, one kind after the other: a task may be ripe for two."""
        at = self.now, self.book.calendar, self.thresholds
        yield lambda work: work.claim(ladder(*at), AT_ONCE)
        yield lambda work: work.claim_half(half_time(*at), AT_ONCE)
        yield lambda work: work.claim_returns(asked_before(*at), AT_ONCE)
        yield lambda work: work.claim_step(UNSIGNED, self.now, AT_ONCE)
        yield lambda work: work.claim_step(UNCONTACTED, self.now, AT_ONCE)


class FireTimers:
    """Publishes TaskDueSoon, TaskOverdue, TaskEscalated, TaskReturnUnanswered, TaskStepLate.

    Repeatable: a firing is recorded once for each task, reason and due date, in the transaction that
    writes and tells of it; replicas share the tasks. What was missed is made up for by what holds now.
    """

    def __init__(
        self,
        book: TimerBook,
        rulebook: Callable[[], Awaitable[Rulebook]],
        thresholds: Thresholds,
        clock: Clock,
    ) -> None:
        self._book, self._rulebook, self._clock = book, rulebook, clock
        self._thresholds = thresholds
        steps = (RETURN_UNANSWERED, UNSIGNED, UNCONTACTED)
        fixed = (HALF_TIME, DUE_SOON, DUE_TODAY, OVERDUE, *steps)
        self._alarms = {each.key: each for each in (*fixed, *thresholds.escalations)}

    async def __call__(self) -> Counter[str]:
        """Fire everything that is ripe. Returns how often for which reason."""
        fired: Counter[str] = Counter()
        begun_at = await self._book.begun_at()
        while some := await self._some(begun_at):
            fired.update(some)
        return fired

    async def _some(self, begun_at: datetime) -> Counter[str]:
        book = await self._rulebook()
        thresholds = replace(self._thresholds, soon=book.limits.due_soon)
        look = Look(self._clock.now(), begun_at, book, thresholds)
        for claim in look.claims():
            async with self._book.work() as work:
                if ripe := await claim(work):
                    return await self._fire(work, ripe, look)
        return Counter()

    async def _fire(self, work: TimerWork, claimed: Sequence[Ripe], look: Look) -> Counter[str]:
        told = [(ripe, look.as_told(self._alarms[ripe.key], ripe.about)) for ripe in claimed]
        fired = [self._fired(ripe, alarm, look) for ripe, alarm in told]
        await work.write([each for each in fired if each is not None])
        return Counter(str(alarm.reason) for _, alarm in told)

    def _fired(self, ripe: Ripe, alarm: Alarm, look: Look) -> Fired | None:
        """None for a task that the machine refuses: it stays recorded, so that it holds nobody up."""
        before, now = ripe.subject.task, look.now
        try:
            after = alert(before, CLOCK_ACTOR, alarm)
        except Refused as refused:
            log.warning("timer_refused", task=before.number, alarm=ripe.key, guard=refused.guard)
            return None
        words = {"alarm": alarm.reason.value, "working_days": alarm.working_days}
        event = told(ripe.subject, after, alarm, now, look.book.calendar)
        return Fired(
            after,
            entry(Action.ALERT, before, after, Doing(LEDGER, "timer", now), words),
            wrap(event, source="ledger", time=now, version=after.version),
        )
