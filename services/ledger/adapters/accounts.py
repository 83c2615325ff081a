"""Accounts of staff: their password hashes, and how often signing in as somebody has failed."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.organisation_rows import staff_of
from services.ledger.adapters.organisation_tables import STAFF
from services.ledger.adapters.sessions.tables import SIGN_IN_FAILURES
from services.ledger.domain.sign_in import FORGOTTEN_AFTER, FREE_TRIES
from services.ledger.handlers.sign_in import Account, Tries
from shared.database import transaction


class PostgresAccounts:
    """Failures are kept for every name tried, known or not, so that names cannot be found out."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def account(self, staff_id: str) -> Account | None:
        """The active member of staff with this id, and the hash; None when there is none."""
        query = select(STAFF).where(STAFF.c.staff_id == staff_id, STAFF.c.active)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return Account(staff_of(row), row["password_hash"]) if row else None

    async def count_try(self, name: str, now: datetime, free: int = FREE_TRIES) -> Tries:
        """How often this name failed before, this try not counted; counts it as failed for now.

        Tries for one name come one after the other, so that many at once count as many.
        """
        table = SIGN_IN_FAILURES
        async with transaction(self._engine) as connection:
            old = delete(table).where(table.c.last_at < now - FORGOTTEN_AFTER)
            await connection.execute(old)
            first = insert(table).values(name=name, failures=0, last_at=now)
            await connection.execute(first.on_conflict_do_nothing())
            query = select(table).where(table.c.name == name).with_for_update()
            row = (await connection.execute(query)).mappings().one()
            tries = Tries(row["failures"], row["last_at"], free)
            if not tries.wait(now):
                counted = table.update().where(table.c.name == name)
                await connection.execute(counted.values(failures=tries.failures + 1, last_at=now))
        return tries

    async def forget_failures(self, name: str) -> None:
        """The right password was given."""
        async with transaction(self._engine) as connection:
            await connection.execute(
                delete(SIGN_IN_FAILURES).where(SIGN_IN_FAILURES.c.name == name)
            )

    async def take_back(self, name: str) -> None:
        """The try that was counted last was no failure; those before it stay."""
        table = SIGN_IN_FAILURES
        fewer = table.update().where(table.c.name == name, table.c.failures > 1)
        none_left = delete(table).where(table.c.name == name, table.c.failures <= 1)
        async with transaction(self._engine) as connection:
            if not (await connection.execute(none_left)).rowcount:
                await connection.execute(fewer.values(failures=table.c.failures - 1))
