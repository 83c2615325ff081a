"""Resolving a pain point, with where it shows."""

from services.ledger.domain.beside.refusing import insist
from services.ledger.domain.pain_points.guards import PainGuard
from services.ledger.domain.pain_points.pain_point import PainPoint, Resolution, resolve
from services.ledger.domain.pain_points.vocabulary import PainAct
from services.ledger.handlers.beside.acting import Act, find, known_item, write
from services.ledger.handlers.pain_points.ports import PainBook
from shared.clock import Clock
from shared.events.pain_points import PainPointResolved


async def resolve_pain_point(
    book: PainBook, clock: Clock, act: Act, found: Resolution
) -> PainPoint:
    """The entry as it is then.

    Publishes: PainPointResolved.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        point = await find(work, act)
        now = clock.now()
        after = resolve(point, act.actor, found, now)
        known = found.measure is None or await work.measure_exists(found.measure)
        insist(PainGuard.MEASURE_IS_KNOWN, known)
        await known_item(work, found.service_item_code)
        told = PainPointResolved(
            pain_point=point.number,
            unit_code=point.unit_code,
            resolved_at=now,
            obstacle=point.obstacle,
            outcome=found.outcome,
            measure=found.measure,
            service_item_code=found.service_item_code,
        )
        await write(work, act, PainAct.RESOLVE, after, [told], now, found.words)
    return after
