"""Records what events say about cases: received, registered, dispatched, signed, reported, closed."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.case_facts import (
    SAID_BY_INTAKE,
    SAID_BY_LEDGER,
    CaseFacts,
    Classification,
    Dispatch,
    Due,
    Reception,
)
from services.metrics.handlers.milestones import milestone_of
from services.metrics.handlers.ports import Facts
from shared.events.intake import ComplaintReceived
from shared.events.ledger import (
    TaskDispatched,
    TaskEvent,
    TaskRegistered,
)
from shared.messaging.received import Received


async def record_cases(
    facts: Facts, connection: AsyncConnection, events: Sequence[Received]
) -> None:
    """Each event changes the one row of its complaint, whatever came before it.

    Repeatable: a second delivery, and any order, leave the same row. Events that say nothing
    about a case are passed over.
    """
    cases: dict[str, CaseFacts] = {}
    for received in events:
        match received.event:
            case ComplaintReceived() as event:
                number, said = event.complaint_number, from_complaint(event)
            case TaskEvent() as event:
                number = event.complaint_number or event.task_number
                said = from_task(event, received.version)
            case _:
                continue
        cases[number] = cases[number].join(said) if number in cases else said
    await facts.add_cases(connection, cases)


def from_complaint(event: ComplaintReceived) -> CaseFacts:
    """What a receipt says."""
    category = event.category_code
    return CaseFacts(
        reception=_reception(SAID_BY_INTAKE, event),
        classification=Classification(1, category) if category else None,
    )


def from_task(event: TaskEvent, version: int) -> CaseFacts:
    """What a task event says; nothing for a kind that changes no case."""
    match event:
        case TaskRegistered():
            return CaseFacts(
                reception=_reception(SAID_BY_LEDGER, event),
                classification=_classification(version, event.category_code),
                registered_at=event.registered_at,
            )
        case TaskDispatched():
            return CaseFacts(
                classification=_classification(version, event.category_code),
                dispatch=_dispatch(version, event),
                due=Due(version, event.due_at),
                first_dispatched_at=event.dispatched_at,
            )
    return milestone_of(event, version)


def _reception(rank: int, event: ComplaintReceived | TaskRegistered) -> Reception:
    return Reception(
        rank,
        event.received_at,
        event.channel,
        event.nature,
        event.district_code,
        event.confidential,
    )


def _classification(version: int, category: str | None) -> Classification | None:
    """The ledger's versions begin at 1; one is added so that they outrank intake's guess."""
    return Classification(version + 1, category) if category else None


def _dispatch(version: int, event: TaskDispatched) -> Dispatch:
    return Dispatch(
        version, event.dispatched_at, event.due_at, event.unit_code, event.owner_id, event.hop
    )
