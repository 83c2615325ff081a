"""Claiming a pain point for a unit. Of two who do so at once one wins; the other hears who."""

from services.ledger.domain.pain_points.pain_point import PainPoint, claim
from services.ledger.domain.pain_points.vocabulary import PainAct
from services.ledger.handlers.beside.acting import Act, find, known_unit, write
from services.ledger.handlers.pain_points.ports import PainBook
from shared.clock import Clock
from shared.events.pain_points import PainPointClaimed


async def claim_pain_point(
    book: PainBook, clock: Clock, act: Act, unit_code: str | None
) -> PainPoint:
    """The entry as it is then; the actor's own unit where none is named.

    Publishes: PainPointClaimed.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    unit = unit_code or act.actor.unit_code
    known_unit(act, unit)
    async with book.work() as work:
        point = await find(work, act)
        now = clock.now()
        after = claim(point, act.actor, unit or "", now)
        told = PainPointClaimed(
            pain_point=point.number, unit_code=unit, claimed_at=now, assigned=False
        )
        await write(work, act, PainAct.CLAIM, after, [told], now)
    return after
