"""Promoting closed problems to a standing service measure."""

from dataclasses import asdict, dataclass
from datetime import date

from services.ledger.domain.service_measures.measure import ServiceMeasure, promote
from services.ledger.handlers.beside.acting import Act, enter, known_item, known_tasks, known_unit
from services.ledger.handlers.service_measures.ports import MeasureBook
from shared.clock import CHINA, Clock
from shared.events.service_measures import MeasurePromoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """What is said of it. `since` None: from today on."""

    unit_code: str
    promise: str
    for_whom: str
    since: date | None = None
    source_tasks: tuple[str, ...]
    service_item_code: str | None = None


async def promote_problem(
    book: MeasureBook, clock: Clock, act: Act, promotion: Promotion
) -> ServiceMeasure:
    """The new entry.

    Publishes: MeasurePromoted.
    Raises: NotAllowed.
    """
    known_unit(act, promotion.unit_code)
    async with book.work() as work:
        now = clock.now()
        tasks = await known_tasks(work, act, promotion.source_tasks)
        await known_item(work, promotion.service_item_code)
        since = promotion.since or now.astimezone(CHINA).date()
        said = {**asdict(promotion), "since": since}
        by = act.actor.staff_id
        measure = ServiceMeasure(
            number=await work.new_number(), entered_by=by, entered_at=now, **said
        )
        promote(measure, act.actor, [each.task.state for each in tasks])
        told = MeasurePromoted(
            measure=measure.number,
            unit_code=promotion.unit_code,
            since=since,
            source_tasks=measure.source_tasks,
            service_item_code=measure.service_item_code,
        )
        await enter(work, act, measure, [told], now)
    return measure
