"""The database as the migrations make it."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.all_tables import METADATA
from services.ledger.app import MIGRATIONS
from shared.database import transaction
from shared.migrating import migrate, pending_migrations
from tests.ledger.complaints import complaint
from tests.ledger.conftest import Enter


def differences(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


async def test_from_empty_they_make_exactly_the_tables_the_code_knows(engine: AsyncEngine) -> None:
    await migrate(engine, MIGRATIONS)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    assert await pending_migrations(engine, MIGRATIONS) == []


async def test_a_second_time_changes_nothing(engine: AsyncEngine) -> None:
    await migrate(engine, MIGRATIONS)
    await migrate(engine, MIGRATIONS)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE trail SET actor = 'nobody'", "DELETE FROM trail", "TRUNCATE trail"],
)
async def test_the_trail_can_only_grow(ledger: AsyncEngine, enter: Enter, statement: str) -> None:
    await enter(complaint())
    with pytest.raises(DBAPIError, match="the trail is append-only"):
        async with transaction(ledger) as connection:
            await connection.execute(text(statement))


async def test_a_task_has_the_number_of_its_complaint(ledger: AsyncEngine, enter: Enter) -> None:
    await enter(complaint())
    with pytest.raises(DBAPIError, match="one_number_for_everybody"):
        async with transaction(ledger) as connection:
            await connection.execute(text("UPDATE tasks SET complaint_number = '261123-999999-00'"))
