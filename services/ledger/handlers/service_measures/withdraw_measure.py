"""Withdrawing a service measure."""

from services.ledger.domain.service_measures.measure import MeasureAct, ServiceMeasure, withdraw
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.service_measures.ports import MeasureBook
from shared.clock import CHINA, Clock
from shared.events.service_measures import MeasureWithdrawn


async def withdraw_measure(
    book: MeasureBook, clock: Clock, act: Act, reason: str
) -> ServiceMeasure:
    """The entry as it is then.

    Publishes: MeasureWithdrawn.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        measure = await find(work, act, harmless={MeasureAct.USE})
        now = clock.now()
        today = now.astimezone(CHINA).date()
        after = withdraw(measure, act.actor, reason, today)
        told = MeasureWithdrawn(
            measure=measure.number, unit_code=measure.unit_code or "", withdrawn_on=today
        )
        await write(work, act, MeasureAct.WITHDRAW, after, [told], now, reason)
    return after
