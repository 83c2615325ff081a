"""Ending an assignment."""

from services.ledger.domain.liaison.assignment import Assignment, LiaisonAct, end
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.liaison.ports import LiaisonBook
from shared.clock import Clock
from shared.events.liaison import LiaisonEnded


async def end_liaison(book: LiaisonBook, clock: Clock, act: Act, reason: str) -> Assignment:
    """The entry as it is then.

    Publishes: LiaisonEnded.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        assignment = await find(work, act, harmless={LiaisonAct.CONTACT})
        after = end(assignment, act.actor, reason)
        now = clock.now()
        told = LiaisonEnded(assignment=after.number, unit_code=after.unit_code, ended_at=now)
        await write(work, act, LiaisonAct.END, after, [told], now, reason)
    return after
