"""Merging 并案: the same matter as another task, which whoever asked follows from now on."""

from services.ledger.domain.task import Action, Task, merge
from services.ledger.handlers.acting import Act, about, find, write
from services.ledger.handlers.ports import Ledger
from shared.clock import Clock
from shared.events.task_acts import TaskMerged


async def merge_task(ledger: Ledger, clock: Clock, act: Act, master_number: str) -> Task:
    """The task as it is then.

    Publishes: TaskMerged.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """
    async with ledger.work() as work:
        # In the order of their numbers: of two who merge crosswise, one waits and then hears why not.
        numbers = sorted({act.task_number, master_number})
        both = {number: await work.locked(number) for number in numbers}
        subject, now = await find(work, act), clock.now()
        master = both[master_number]
        merged = merge(subject.task, act.actor, master.task if master else None)
        told = TaskMerged(
            **about(subject, merged.unit_code), merged_at=now, master_number=master_number
        )
        await write(work, act, Action.MERGE, subject.task, merged, [told], now)
    return merged
