"""Entering something people cannot get done."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from services.ledger.domain.pain_points.pain_point import CLAIM_DAYS, PainPoint
from services.ledger.domain.pain_points.pain_point import enter as decide
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle
from services.ledger.handlers.beside.acting import Act, enter, known_tasks
from services.ledger.handlers.pain_points.ports import PainBook
from shared.clock import CHINA, Clock
from shared.events.pain_points import PainPointEntered


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """What is said of it."""

    what: str
    obstacle: Obstacle
    cause: Cause
    step: str = ""
    heard_at: str = ""
    task_number: str | None = None


async def enter_pain_point(book: PainBook, clock: Clock, act: Act, pain: Pain) -> PainPoint:
    """The new entry.

    Publishes: PainPointEntered.
    Raises: NotAllowed.
    """
    async with book.work() as work:
        now = clock.now()
        if pain.task_number:
            await known_tasks(work, act, [pain.task_number])
        point = PainPoint(
            number=await work.new_number(),
            entered_by=act.actor.staff_id,
            entered_at=now,
            claim_by=now.astimezone(CHINA).date() + timedelta(days=CLAIM_DAYS),
            **asdict(pain),
        )
        decide(point, act.actor)
        told = PainPointEntered(
            pain_point=point.number,
            obstacle=point.obstacle,
            cause=point.cause,
            claim_by=point.claim_by,
            task_number=point.task_number,
        )
        await enter(work, act, point, [told], now)
    return point
