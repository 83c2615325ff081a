"""Saying that a quick fix is mended, with proof."""

from services.ledger.domain.quick_fixes.quick_fix import QuickFix, QuickFixAct, mend
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.beside.ports import Book
from shared.clock import CHINA, Clock
from shared.events.quick_fixes import QuickFixMended


async def mend_quick_fix(book: Book[QuickFix], clock: Clock, act: Act, proof: str) -> QuickFix:
    """The entry as it is then.

    Publishes: QuickFixMended.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        fix = await find(work, act)
        now = clock.now()
        after = mend(fix, act.actor, proof, now)
        told = QuickFixMended(
            quick_fix=fix.number,
            unit_code=fix.unit_code or "",
            mended_at=now,
            due_on=fix.due_on,
            in_time=now.astimezone(CHINA).date() <= fix.due_on,
        )
        await write(work, act, QuickFixAct.MEND, after, [told], now, proof)
    return after
