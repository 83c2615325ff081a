"""Handing assignments over to another official: one, or everything somebody has, in one act."""

from datetime import datetime

from services.ledger.domain.beside.refusing import NotAllowed
from services.ledger.domain.liaison.assignment import Assignment, LiaisonAct, hand_over
from services.ledger.domain.liaison.guards import LiaisonGuard
from services.ledger.domain.organisation import Staff
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.liaison.ports import LiaisonBook, LiaisonWork
from shared.clock import Clock
from shared.events.liaison import LiaisonHandedOver


async def hand_over_liaison(
    book: LiaisonBook, clock: Clock, act: Act, to: str, reason: str, *, everything: bool
) -> Assignment:
    """The entry as it is then. `everything`: with it all that its official has, or none of it.

    Publishes: LiaisonHandedOver, one an assignment.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    successor = act.organisation.staff_by_id.get(to)
    if successor is None or not successor.active:
        raise NotAllowed(LiaisonGuard.SUCCESSOR_IS_KNOWN)
    async with book.work() as work:
        first = await find(work, act, harmless={LiaisonAct.CONTACT})
        now = clock.now()
        after = await _one(work, act, first, successor, reason, now)
        others = await work.current_of(first.staff_id) if everything else []
        for each in others:
            await _one(work, act, each, successor, reason, now)
    return after


async def _one(
    work: LiaisonWork, act: Act, before: Assignment, to: Staff, reason: str, now: datetime
) -> Assignment:
    after = hand_over(before, act.actor, to.staff_id, to.unit_code, reason)
    told = LiaisonHandedOver(
        assignment=after.number,
        unit_code=after.unit_code,
        handed_over_at=now,
        from_staff_id=before.staff_id,
        to_staff_id=to.staff_id,
    )
    words = f"{to.name}: {reason}"
    await write(work, act, LiaisonAct.HAND_OVER, after, [told], now, words)
    return after
