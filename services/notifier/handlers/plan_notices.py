"""Follows the ledger: keeps staff, units and tasks, and plans who is told of what."""

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifier.domain.call import Call
from services.notifier.domain.rules import rules_for
from services.notifier.handlers.beside_calls import beside_calls
from services.notifier.handlers.happenings import happenings_of
from services.notifier.handlers.ports import Directory, Plans, Wake
from services.notifier.handlers.read_ledger import (
    details_of,
    listed_people,
    listed_units,
    recusals_in,
    told_of_tasks,
)
from shared.events.ledger import StaffListed, TaskDispatched, TaskEvent, UnitListed
from shared.messaging.received import Received


class PlanNotices:
    """What is done with a batch of the ledger's events, in the transaction of its inbox.

    Repeatable: versions guard the copies, and a notice is unique by recipient, reason, task and
    occurrence, so that neither a second delivery nor an event published twice tells anybody twice.
    In any order: a call that names nobody known yet waits, and is answered when they are listed
    (or, where it was the task that came late, by the deliverer's next look around).
    """

    def __init__(self, directory: Directory, plans: Plans, wake: Wake) -> None:
        self._directory, self._plans, self._wake = directory, plans, wake

    async def __call__(self, connection: AsyncConnection, events: Sequence[Received]) -> None:
        """Handle a batch."""
        people = listed_people(each for each in events if isinstance(each.event, StaffListed))
        units = listed_units(each for each in events if isinstance(each.event, UnitListed))
        await self._directory.keep_units(connection, units)
        await self._directory.keep_staff(connection, people)
        await self._directory.keep_tasks(connection, told_of_tasks(events))
        await self._directory.keep_recusals(connection, recusals_in(events))
        await self._plans.plan(connection, calls_of(events))
        if people:
            await self._plans.answer_calls(connection)
        self._wake()


def calls_of(events: Iterable[Received]) -> list[Call]:
    """Every line of the rules that applies, in the order of the events and then of the rules."""
    return [call for received in events for call in _calls(received)]


def _calls(received: Received) -> list[Call]:
    event = received.event
    if not isinstance(event, TaskEvent):
        return beside_calls(received)
    occurrence = event.hop if isinstance(event, TaskDispatched) else received.version
    return [
        Call(
            task_number=event.task_number,
            reason=rule.reason,
            occurrence=occurrence,
            audience=rule.audience,
            unit_code=event.unit_code,
            owner_id=getattr(event, "owner_id", None),  # else known from what came before
            details=details_of(event),
            correlation_id=received.correlation_id,
            causation_id=received.id,
        )
        for happening in happenings_of(event)
        for rule in rules_for(happening)
    ]
