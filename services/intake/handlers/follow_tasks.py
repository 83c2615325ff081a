"""Following what ledger does: each complaint's steps, the units and categories by name."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from services.intake.domain.progress import Step
from services.intake.handlers.ports import FollowedTasks
from services.intake.handlers.task_steps import step_of
from shared.events.directory import DistrictListed
from shared.events.ledger import CategoryListed, TaskEvent, UnitListed
from shared.messaging.received import Received

Listed = TypeVar("Listed", UnitListed, CategoryListed, DistrictListed)


class TaskFollower:
    """Handles the events of two consumers."""

    def __init__(self, tasks: FollowedTasks) -> None:
        self._tasks = tasks

    async def follow_tasks(self, connection: AsyncConnection, events: Sequence[Received]) -> None:
        """Write down what the events say. Events of no interest to a complainant change nothing.

        Repeatable, and in any order: steps are kept by event id and put in order when read; of
        the directory the highest version stays.
        """
        if steps := [noted for received in events if (noted := _noted(received))]:
            await self._tasks.note(connection, steps)
        if units := _latest(events, UnitListed, lambda unit: unit.unit_code):
            await self._tasks.list_units(connection, units)
        if categories := _latest(events, CategoryListed, lambda category: category.category_code):
            await self._tasks.list_categories(connection, categories)

    async def list_districts(self, connection: AsyncConnection, events: Sequence[Received]) -> None:
        """Write the districts down. Repeatable, and in any order: the highest version stays."""
        if districts := _latest(events, DistrictListed, lambda district: district.district_code):
            await self._tasks.list_districts(connection, districts)


def _noted(received: Received) -> tuple[str, str, Step] | None:
    event = received.event
    if not isinstance(event, TaskEvent) or event.complaint_number is None:
        return None
    step = step_of(event, received.version)
    return (event.complaint_number, received.id, step) if step else None


def _latest(
    events: Iterable[Received], kind: type[Listed], code: Callable[[Listed], str]
) -> list[tuple[int, Listed]]:
    """The highest version of each code, ordered by code: the order in which rows are locked."""
    latest: dict[str, tuple[int, Listed]] = {}
    for received in events:
        if isinstance(received.event, kind):
            known = latest.get(code(received.event))
            if known is None or received.version > known[0]:
                latest[code(received.event)] = (received.version, received.event)
    return [latest[each] for each in sorted(latest)]
