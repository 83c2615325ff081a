"""Saying whose a pain point is that nobody claimed in time."""

from services.ledger.domain.pain_points.pain_point import PainPoint, assign
from services.ledger.domain.pain_points.vocabulary import PainAct
from services.ledger.handlers.beside.acting import Act, find, known_unit, write
from services.ledger.handlers.pain_points.ports import PainBook
from shared.clock import CHINA, Clock
from shared.events.pain_points import PainPointClaimed


async def assign_pain_point(book: PainBook, clock: Clock, act: Act, unit_code: str) -> PainPoint:
    """The entry as it is then.

    Publishes: PainPointClaimed.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    known_unit(act, unit_code)
    async with book.work() as work:
        point = await find(work, act)
        now = clock.now()
        after = assign(point, act.actor, unit_code, now, now.astimezone(CHINA).date())
        told = PainPointClaimed(
            pain_point=point.number, unit_code=unit_code, claimed_at=now, assigned=True
        )
        await write(work, act, PainAct.ASSIGN, after, [told], now)
    return after
