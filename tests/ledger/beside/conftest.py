"""Acting on the ledgers beside the spine through the API, as anybody."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.entrypoints.openapi import OPENAPI
from shared.database import transaction
from tests.emptying import empty
from tests.ledger.conftest import SignIn

TABLES = (
    "entry_history",
    "quick_fixes",
    "service_measures",
    "measure_uses",
    "pain_points",
    "liaison",
    "liaison_contacts",
)
Send = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
async def boards(ledger: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """The database with no entry in any of the ledgers, and one service item."""
    await empty(ledger, (*TABLES, "service_items"))
    async with transaction(ledger) as connection:
        await connection.exec_driver_sql(
            "INSERT INTO service_items (code, name_zh, changed_at) "
            "VALUES ('hs-0007', '充电桩报装', '2026-11-01T00:00:00Z')"
        )
    yield ledger
    await empty(ledger, (*TABLES, "service_items"))


@pytest.fixture
def send(boards: AsyncEngine, sign_in: SignIn) -> Send:
    """`await send("feng-yan", "quick-fixes/1/take", expected_version=1)`: a POST, answered in English."""
    assert boards

    async def sent(who: str, address: str, **body: Any) -> httpx.Response:
        officer = await sign_in(who)
        return await officer.post(
            f"/api/v1/ledgers/{address}", json=body, headers={"accept-language": "en"}
        )

    return sent


def fits(body: Any, schema: str) -> None:
    """Raises when the answer is not what the description promises."""
    reference = {"$ref": f"#/components/schemas/{schema}", "components": OPENAPI["components"]}
    Draft202012Validator(reference).validate(body)


def guard_of(answer: httpx.Response) -> tuple[int, str]:
    """The status and the guard that refused."""
    return answer.status_code, str(answer.json()["type"]).rpartition(":")[2]
