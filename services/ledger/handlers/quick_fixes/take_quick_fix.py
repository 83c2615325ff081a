"""Taking a quick fix in hand, oneself or for a colleague; taking it again hands it over."""

from services.ledger.domain.beside.refusing import insist
from services.ledger.domain.quick_fixes.guards import QuickFixGuard
from services.ledger.domain.quick_fixes.quick_fix import QuickFix, QuickFixAct, take
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.beside.ports import Book
from shared.clock import Clock
from shared.events.quick_fixes import QuickFixTaken


async def take_quick_fix(
    book: Book[QuickFix], clock: Clock, act: Act, owner_id: str | None
) -> QuickFix:
    """The entry as it is then. The actor has it in hand where nobody is named.

    Publishes: QuickFixTaken.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        fix = await find(work, act)
        owner = owner_id or act.actor.staff_id
        after = take(fix, act.actor, owner)
        person = act.organisation.staff_by_id.get(owner)
        there = person is not None and person.active and person.unit_code == fix.unit_code
        insist(QuickFixGuard.OWNER_WORKS_IN_UNIT, there)
        now = clock.now()
        told = QuickFixTaken(
            quick_fix=fix.number, unit_code=fix.unit_code or "", owner_id=owner, taken_at=now
        )
        await write(work, act, QuickFixAct.TAKE, after, [told], now, person.name if person else "")
    return after
