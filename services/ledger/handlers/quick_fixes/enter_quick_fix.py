"""Putting a problem on the board of what is mended at once."""

from dataclasses import asdict, dataclass
from datetime import date

from services.ledger.domain.quick_fixes.quick_fix import QuickFix
from services.ledger.domain.quick_fixes.quick_fix import enter as decide
from services.ledger.handlers.beside.acting import Act, enter, known_tasks, known_unit
from services.ledger.handlers.beside.ports import Book
from shared.clock import CHINA, Clock
from shared.events.quick_fixes import QuickFixFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is said of it. `found_on` None: today."""

    unit_code: str
    what: str
    place: str
    found_by: str
    found_on: date | None = None
    due_on: date
    task_number: str | None = None


async def enter_quick_fix(
    book: Book[QuickFix], clock: Clock, act: Act, finding: Finding
) -> QuickFix:
    """The new entry.

    Publishes: QuickFixFound.
    Raises: NotAllowed.
    """
    known_unit(act, finding.unit_code)
    async with book.work() as work:
        now = clock.now()
        today = now.astimezone(CHINA).date()
        if finding.task_number:
            await known_tasks(work, act, [finding.task_number])
        said = {**asdict(finding), "found_on": finding.found_on or today}
        by = act.actor.staff_id
        fix = QuickFix(number=await work.new_number(), entered_by=by, entered_at=now, **said)
        told = QuickFixFound(
            quick_fix=fix.number,
            unit_code=finding.unit_code,
            found_on=fix.found_on,
            due_on=fix.due_on,
            task_number=fix.task_number,
        )
        await enter(work, act, decide(fix, act.actor, today), [told], now)
    return fix
