"""Recording that a service measure was used; two who record at once both count."""

from services.ledger.domain.service_measures.measure import MeasureAct, ServiceMeasure, Use, use
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.service_measures.ports import MeasureBook
from shared.clock import CHINA, Clock
from shared.events.service_measures import MeasureUsed


async def record_use(
    book: MeasureBook, clock: Clock, act: Act, used: Use, words: str
) -> ServiceMeasure:
    """The entry as it is then.

    Publishes: MeasureUsed.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        measure = await find(work, act, harmless={MeasureAct.USE})
        now = clock.now()
        after = use(measure, act.actor, used, now.astimezone(CHINA).date())
        told = MeasureUsed(
            measure=measure.number,
            unit_code=measure.unit_code or "",
            used_on=used.used_on,
            times=used.times,
        )
        await work.keep_use(after, used, act.actor.staff_id)
        said = f"{used.used_on} × {used.times}  {words}"
        await write(work, act, MeasureAct.USE, after, [told], now, said)
    return after
