"""Saying that a service measure answers one more problem."""

from services.ledger.domain.service_measures.measure import MeasureAct, ServiceMeasure
from services.ledger.domain.service_measures.measure import add_task as decide
from services.ledger.handlers.beside.acting import Act, find, known_tasks, write
from services.ledger.handlers.service_measures.ports import MeasureBook
from shared.clock import Clock
from shared.events.service_measures import MeasureAnswersTask


async def add_task(book: MeasureBook, clock: Clock, act: Act, task_number: str) -> ServiceMeasure:
    """The entry as it is then.

    Publishes: MeasureAnswersTask.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        measure = await find(work, act, harmless={MeasureAct.USE})
        task = (await known_tasks(work, act, [task_number]))[0].task
        after = decide(measure, act.actor, task.number, task.state)
        told = MeasureAnswersTask(
            measure=measure.number, unit_code=measure.unit_code or "", task_number=task.number
        )
        await write(work, act, MeasureAct.ADD_TASK, after, [told], clock.now(), task.number)
    return after
