"""The ledger's events as tests need them: as they are published, and as they are received."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.directory import PostgresDirectory
from services.notifier.adapters.plans import PostgresPlans
from services.notifier.handlers.plan_notices import PlanNotices
from shared.database import transaction
from shared.events.authorisation import TaskRecused
from shared.events.envelope import Event
from shared.events.ledger import StaffListed, TaskClosed, TaskDispatched, TaskReported, UnitListed
from shared.messaging.received import RawMessage, Received
from tests.notifier.eventually import eventually, rows
from tests.notifier.mail_server import MailServer

NUMBER = "261123-000001-07"
DUE = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)  # a Monday, 17:30 in China


def owner(staff_id: str = "lin-tingyu", **changes: Any) -> StaffListed:
    return person(staff_id, "林听雨", ("owner",), **changes)


def head(staff_id: str = "su-qinghe", **changes: Any) -> StaffListed:
    return person(staff_id, "苏清和", ("unit_head",), **changes)


def dispatcher(staff_id: str = "ye-zhiqiu", **changes: Any) -> StaffListed:
    changes = {"unit_code": "hotline-centre"} | changes
    return person(staff_id, "叶知秋", ("dispatcher",), **changes)


def person(staff_id: str, name: str, roles: tuple[str, ...], **changes: Any) -> StaffListed:
    given: dict[str, Any] = {
        "unit_code": "market-regulation",
        "email": f"{staff_id}@city.example",
    }
    return StaffListed(staff_id=staff_id, name=name, roles=roles, **given | changes)


def unit(code: str = "market-regulation") -> UnitListed:
    return UnitListed(
        unit_code=code, name_zh="市市场监督管理局", name_en="Market Regulation Bureau"
    )


def recused(staff_id: str, **changes: Any) -> TaskRecused:
    given: dict[str, Any] = {
        "task_number": NUMBER,
        "unit_code": "market-regulation",
        "recused_at": DUE,
        "recused_by": "ye-zhiqiu",
        "owner_id": "lin-tingyu",
    }
    return TaskRecused(staff_id=staff_id, **given | changes)


def dispatched(number: str = NUMBER, **changes: Any) -> TaskDispatched:
    given: dict[str, Any] = {
        "task_number": number,
        "unit_code": "market-regulation",
        "owner_id": "lin-tingyu",
        "dispatched_at": datetime(2026, 11, 23, 2, tzinfo=UTC),
        "due_at": DUE,
        "due_basis_zh": "一般诉求自派单起 5 个工作日",
        "due_basis_en": "Ordinary matters: 5 working days from dispatch",
        "title": "门口的路灯三天没有亮",
    }
    return TaskDispatched(**given | changes)


def reported(number: str = NUMBER, **changes: Any) -> TaskReported:
    given: dict[str, Any] = {
        "task_number": number,
        "unit_code": "market-regulation",
        "reported_at": datetime(2026, 11, 25, 2, tzinfo=UTC),
        "owner_id": "lin-tingyu",
        "result": "resolved",
        "public_reply": "路灯已经修好。",
    }
    return TaskReported(**given | changes)


def closed(number: str = NUMBER, **changes: Any) -> TaskClosed:
    given: dict[str, Any] = {
        "task_number": number,
        "unit_code": "market-regulation",
        "closed_at": datetime(2026, 11, 26, 2, tzinfo=UTC),
        "result": "resolved",
    }
    return TaskClosed(**given | changes)


def received(event: Event, version: int = 1, event_id: str = "") -> Received:
    """The event as a handler gets it."""
    identifier = event_id or str(uuid.uuid4())
    raw = RawMessage(identifier, event.TYPE, event.subject(), "LEDGER", 1, 1, {}, b"")
    return Received(event, identifier, datetime.now(UTC), version, identifier, "", raw)


async def plan(engine: AsyncEngine, *events: Event | Received) -> None:
    """Handle the events as one batch; those without a version come as their first."""
    batch: Sequence[Received] = [
        event if isinstance(event, Received) else received(event) for event in events
    ]
    handler = PlanNotices(PostgresDirectory(), PostgresPlans(), lambda: None)
    async with transaction(engine) as connection:
        await handler(connection, batch)


async def prove_that_time_passes(engine: AsyncEngine, mail: MailServer) -> None:
    """Return when another notice has gone through every wait of the schedule and was delivered.

    Whatever else was to be sent again in that time has been.
    """
    mail.always, mail.answers = "250 kept", ["451 busy", "451 busy"]
    await plan(engine, owner(), dispatched("261123-000999-99"))

    async def delivered() -> bool:
        statement = "SELECT state FROM notices WHERE task_number = '261123-000999-99'"
        return (await rows(engine, statement)) == [("delivered",)]

    await eventually(delivered)
