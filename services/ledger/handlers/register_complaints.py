"""Registering complaints: each becomes exactly one task, routed and with its due date, many at a time."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.domain.deadline import ORDINARY, Deadline, DeadlineRule, deadline
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Matter, Route, Turns, route
from services.ledger.domain.task import Action, Assignment, Task, dispatch
from services.ledger.domain.trail import Doing, TrailEntry, entry
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.handlers.ports import Directory, Registration, Registrations
from services.ledger.handlers.task_events import dispatched_event
from shared.clock import Clock
from shared.events.envelope import Envelope, wrap
from shared.events.intake import ComplaintReceived
from shared.events.ledger import TaskEvent, TaskRegistered
from shared.messaging.received import Received

LEDGER = "ledger"
"""The actor of what no person did."""


class RegisterComplaints:
    """Publishes TaskRegistered for each and, where a rule names a unit, TaskDispatched.

    Repeatable: a number that has its task already changes nothing and publishes nothing.
    """

    def __init__(
        self,
        directory: Directory,
        registrations: Registrations,
        calendar: WorkingCalendar,
        clock: Clock,
        turns: Turns,
        rule: DeadlineRule = ORDINARY,
    ) -> None:
        self._directory, self._registrations = directory, registrations
        self._calendar, self._clock, self._turns, self._rule = calendar, clock, turns, rule

    async def __call__(self, connection: AsyncConnection, events: Sequence[Received]) -> None:
        """Register the complaints among the events, in order, in the given transaction."""
        organisation = await self._directory.current(connection)
        doing = Doing(LEDGER, "routing", self._clock.now())
        due = deadline(self._rule, doing.at, self._calendar)
        registrations = [
            self._register(event, received, organisation, due, doing)
            for received in events
            if isinstance(event := received.event, ComplaintReceived)
        ]
        await self._registrations.add(connection, registrations)

    def _register(
        self,
        complaint: ComplaintReceived,
        received: Received,
        organisation: Organisation,
        due: Deadline,
        doing: Doing,
    ) -> Registration:
        new = Task(complaint.complaint_number, wants_reply=complaint.wants_reply)
        trail = [_first_entry(new, complaint, doing)]
        envelopes = [_wrap(_registered_event(complaint, doing), new, received, doing)]
        found = route(_matter(complaint), organisation.rules, organisation.lineage)
        task = new
        if found.rule is not None:
            task = dispatch(new, self._assignment(found, organisation, due), doing.at)
            trail.append(entry(Action.DISPATCH, new, task, doing, {"keyword": found.keyword}))
            event = dispatched_event(
                task, due, title=complaint.title, category_code=complaint.category_code
            )
            envelopes.append(_wrap(event, task, received, doing))
        return Registration(complaint, doing.at, task, tuple(trail), tuple(envelopes))

    def _assignment(self, found: Route, organisation: Organisation, due: Deadline) -> Assignment:
        """The rule's unit and owner; without a named owner, the next in turn."""
        assert found.rule is not None  # noqa: S101 - told apart by the caller
        unit = found.rule.unit_code
        owner = found.rule.owner_id or self._turns.next_of(unit, organisation.turns.get(unit, ()))
        return Assignment(
            unit, owner, due.due_at, due.rule_code, due.calendar_version, found.rule.code
        )


def _matter(complaint: ComplaintReceived) -> Matter:
    return Matter(
        text=f"{complaint.title}\n{complaint.content}",
        category_code=complaint.category_code,
        service_item_code=complaint.service_item_code,
        district_code=complaint.district_code,
    )


def _first_entry(task: Task, complaint: ComplaintReceived, doing: Doing) -> TrailEntry:
    return TrailEntry(
        task_number=task.number,
        sequence=task.version,
        at=doing.at,
        actor=LEDGER,
        on_behalf_of=None,
        through=complaint.channel,
        action=Action.REGISTER,
        before={},
        after={"state": task.state},
    )


def _registered_event(complaint: ComplaintReceived, doing: Doing) -> TaskRegistered:
    return TaskRegistered(
        task_number=complaint.complaint_number,
        complaint_number=complaint.complaint_number,
        registered_at=doing.at,
        received_at=complaint.received_at,
        channel=complaint.channel,
        nature=complaint.nature,
        category_code=complaint.category_code,
        district_code=complaint.district_code,
        service_item_code=complaint.service_item_code,
        confidential=complaint.confidential,
        title=complaint.title,
    )


def _wrap(event: TaskEvent, task: Task, received: Received, doing: Doing) -> Envelope:
    return wrap(
        event,
        source=LEDGER,
        time=doing.at,
        version=task.version,
        correlation_id=received.correlation_id,
        causation_id=received.id,
    )
