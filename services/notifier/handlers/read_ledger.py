"""What the ledger's events say, in the notifier's own terms: the latest of each, set by set."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from services.notifier.domain.notice import Person
from services.notifier.handlers.ports import ListedPerson, ListedUnit, TaskCopy
from shared.events.authorisation import TaskRecused
from shared.events.handover import TaskHandedOver
from shared.events.ledger import (
    StaffListed,
    TaskDispatched,
    TaskEvent,
    TaskReported,
    TaskSigned,
    UnitListed,
)
from shared.events.task_acts import TaskDeclined
from shared.messaging.received import Received

CARRIED = ("title", "due_basis_zh", "due_basis_en", "owner_id", "result", "level", "step")
"""What the words of a notice repeat as the event says it."""
DAYS = ("working_days_left", "working_days_late", "working_days")
MOMENTS = ("due_at", "sign_by", "contact_by")
SAID = ("reason", "opinion")


def listed_people(events: Iterable[Received]) -> list[ListedPerson]:
    """The latest of each person, ordered by staff id."""
    latest: dict[str, ListedPerson] = {}
    for received in events:
        event = received.event
        if isinstance(event, StaffListed) and _is_newer(received, latest.get(event.staff_id)):
            latest[event.staff_id] = ListedPerson(_person(event), event.roles, received.version)
    return [latest[staff_id] for staff_id in sorted(latest)]


def listed_units(events: Iterable[Received]) -> list[ListedUnit]:
    """The latest of each unit, ordered by code."""
    latest: dict[str, ListedUnit] = {}
    for received in events:
        event = received.event
        if isinstance(event, UnitListed) and _is_newer(received, latest.get(event.unit_code)):
            latest[event.unit_code] = ListedUnit(
                event.unit_code, event.name_zh, event.name_en, event.active, received.version
            )
    return [latest[code] for code in sorted(latest)]


def told_of_tasks(events: Sequence[Received]) -> list[TaskCopy]:
    """What the batch says of each task, ordered by number; of those it says nothing about, nothing."""
    tasks: dict[str, TaskCopy] = {}
    for received in events:
        event = received.event
        if isinstance(event, TaskEvent) and _says_something(event):
            copy = tasks.setdefault(event.task_number, TaskCopy(event.task_number))
            _keep(copy, event, received.version)
    return [tasks[number] for number in sorted(tasks)]


def recusals_in(events: Iterable[Received]) -> list[tuple[str, str]]:
    """Task numbers with who keeps out of them, sorted."""
    told = (each.event for each in events)
    return sorted({(e.task_number, e.staff_id) for e in told if isinstance(e, TaskRecused)})


def _says_something(event: TaskEvent) -> bool:
    return isinstance(event, TaskSigned | TaskReported | TaskRecused) or hasattr(event, "due_at")


def _keep(copy: TaskCopy, event: TaskEvent, version: int) -> None:
    """Any event that names a due date says when the task is due as of its version."""
    if isinstance(event, TaskDispatched):
        _keep_dispatch(copy, event, version)
    if isinstance(event, TaskDispatched | TaskSigned | TaskReported | TaskHandedOver):
        _keep_owner(copy, event.owner_id, version)
    if isinstance(event, TaskRecused) and event.owner_changed:
        _keep_owner(copy, event.owner_id, version)
    due_at: datetime | None = getattr(event, "due_at", None)
    if due_at is not None and version > copy.due_version:
        copy.due_at, copy.due_version = due_at, version


def details_of(event: TaskEvent) -> dict[str, str]:
    """What the words of a notice will need, as text."""
    details = {"unit_code": event.unit_code or ""}
    details |= {name: str(getattr(event, name) or "") for name in CARRIED if hasattr(event, name)}
    moments = ((name, getattr(event, name, None)) for name in MOMENTS)
    details |= {name: moment.isoformat() for name, moment in moments if moment is not None}
    details["days"] = _first_of(event, DAYS)
    if not isinstance(event, TaskDeclined):  # its reason is a code, and speaks to the complainant
        details["said"] = _first_of(event, SAID)
    return details


def _first_of(event: TaskEvent, names: Sequence[str]) -> str:
    """The first of the fields that the event has and that says something."""
    values = (str(getattr(event, name)) for name in names if hasattr(event, name))
    return next((value for value in values if value), "")


def _person(event: StaffListed) -> Person:
    return Person(
        staff_id=event.staff_id,
        name=event.name,
        unit_code=event.unit_code,
        email=event.email,
        transports=event.transports,
        language=event.language,
        active=event.active,
    )


def _is_newer(received: Received, known: ListedPerson | ListedUnit | None) -> bool:
    return known is None or received.version > known.version


def _keep_dispatch(copy: TaskCopy, event: TaskDispatched, version: int) -> None:
    if version > copy.dispatched_version:
        copy.title, copy.unit_code, copy.assist_units = (
            event.title,
            event.unit_code,
            event.assist_units,
        )
        copy.dispatched_version = version


def _keep_owner(copy: TaskCopy, owner_id: str | None, version: int) -> None:
    if version > copy.owner_version:
        copy.owner_id, copy.owner_version = owner_id, version
