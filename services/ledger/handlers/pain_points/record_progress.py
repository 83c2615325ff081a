"""Saying how far a pain point is."""

from services.ledger.domain.pain_points.pain_point import PainPoint, progress
from services.ledger.domain.pain_points.vocabulary import PainAct
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.pain_points.ports import PainBook
from shared.clock import Clock


async def record_progress(book: PainBook, clock: Clock, act: Act, words: str) -> PainPoint:
    """The entry as it is then. Nothing is published: it stays where it is.

    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        point = await find(work, act)
        after = progress(point, act.actor, words)
        await write(work, act, PainAct.PROGRESS, after, [], clock.now(), words)
    return after
