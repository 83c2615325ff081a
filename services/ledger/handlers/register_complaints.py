"""Registering complaints: each becomes exactly one task, routed and with its due date, many at a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.domain.deadline import Deadline
from services.ledger.domain.deadlines.rulebook import Case
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Matter, RoutingRule, Turns, text_of
from services.ledger.domain.task import Task
from services.ledger.domain.trail import Doing
from services.ledger.handlers.deadlines.ports import Rulebooks
from services.ledger.handlers.placements import LEDGER, UNPLACED, Batch
from services.ledger.handlers.ports import Directory, Registration, Registrations
from services.ledger.handlers.task_events import dispatched_event
from shared.clock import Clock
from shared.events.envelope import Envelope, wrap
from shared.events.intake import ComplaintReceived
from shared.events.ledger import TaskDispatched, TaskEvent, TaskRegistered
from shared.messaging.received import Received


class RegisterComplaints:
    """Publishes TaskRegistered for each and, where a rule names a unit, TaskDispatched.

    Repeatable: a number that has its task already changes nothing and publishes nothing.
    """

    def __init__(
        self,
        directory: Directory,
        registrations: Registrations,
        rulebooks: Rulebooks,
        clock: Clock,
        turns: Turns,
    ) -> None:
        self._directory, self._registrations = directory, registrations
        self._rulebooks, self._clock, self._turns = rulebooks, clock, turns

    async def __call__(self, connection: AsyncConnection, events: Sequence[Received]) -> None:
        """Register the complaints among the events, in order, in the given transaction."""
        organisation = await self._directory.current(connection)
        doing = Doing(LEDGER, "routing", self._clock.now())
        batch = Batch(organisation, doing, await self._rulebooks.current(connection))
        registrations = [
            self._register(event, received, batch)
            for received in events
            if isinstance(event := received.event, ComplaintReceived)
        ]
        await self._registrations.add(connection, registrations)

    def _register(
        self, complaint: ComplaintReceived, received: Received, batch: Batch
    ) -> Registration:
        at, registered = batch.doing.at, batch.registered(complaint.channel)
        told = _wrap(_registered_event(complaint, at), 1, received, at)
        organisation = batch.organisation
        found = organisation.router.route(_matter(complaint))
        if found.rule is None:
            return Registration(complaint, at, UNPLACED, (registered,), (told,))
        case = _case(complaint)
        due, steps = batch.due(case), batch.steps(case, speaks=_speaks(complaint))
        owner = self._owner(found.rule, organisation)
        placed = batch.placement(found.rule, owner, found, due, steps)
        return Registration(
            complaint,
            at,
            placed.task,
            (registered, placed.dispatched),
            (told, _wrap(_dispatched(complaint, placed.task, due), 2, received, at)),
        )

    def _owner(self, rule: RoutingRule, organisation: Organisation) -> str | None:
        """The one the rule names, otherwise the next in turn."""
        staff = organisation.turns.get(rule.unit_code, ())
        return rule.owner_id or self._turns.next_of(rule.unit_code, staff)


def _case(complaint: ComplaintReceived) -> Case:
    return Case(complaint.nature, complaint.channel, complaint.category_code, complaint.urgency)


def _speaks(complaint: ComplaintReceived) -> bool:
    """As `Task.speaks`."""
    return complaint.has_contact and complaint.wants_reply and not complaint.confidential


def _matter(complaint: ComplaintReceived) -> Matter:
    return Matter(
        text=text_of(complaint.title, complaint.content),
        category_code=complaint.category_code,
        service_item_code=complaint.service_item_code,
        district_code=complaint.district_code,
    )


def _dispatched(complaint: ComplaintReceived, task: Task, due: Deadline) -> TaskDispatched:
    return dispatched_event(
        complaint.complaint_number,
        task,
        due,
        title=complaint.title,
        category_code=complaint.category_code,
    )


def _registered_event(complaint: ComplaintReceived, at: datetime) -> TaskRegistered:
    return TaskRegistered(
        task_number=complaint.complaint_number,
        complaint_number=complaint.complaint_number,
        registered_at=at,
        received_at=complaint.received_at,
        channel=complaint.channel,
        nature=complaint.nature,
        category_code=complaint.category_code,
        district_code=complaint.district_code,
        service_item_code=complaint.service_item_code,
        confidential=complaint.confidential,
        title=complaint.title,
    )


def _wrap(event: TaskEvent, version: int, received: Received, at: datetime) -> Envelope:
    return wrap(
        event,
        source=LEDGER,
        time=at,
        version=version,
        correlation_id=received.correlation_id,
        causation_id=received.id,
    )
