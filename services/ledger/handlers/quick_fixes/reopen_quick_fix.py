"""Saying that a quick fix was not mended after all."""

from services.ledger.domain.quick_fixes.quick_fix import QuickFix, QuickFixAct, reopen
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.beside.ports import Book
from shared.clock import Clock
from shared.events.quick_fixes import QuickFixReopened


async def reopen_quick_fix(book: Book[QuickFix], clock: Clock, act: Act, reason: str) -> QuickFix:
    """The entry as it is then.

    Publishes: QuickFixReopened.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        fix = await find(work, act)
        after = reopen(fix, act.actor, reason)
        now = clock.now()
        told = QuickFixReopened(
            quick_fix=fix.number, unit_code=fix.unit_code or "", reopened_at=now
        )
        await write(work, act, QuickFixAct.REOPEN, after, [told], now, reason)
    return after
