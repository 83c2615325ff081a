"""One transaction on the organisation with the log of its changes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import RowMapping, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.administration.tables import ORGANISATION_CHANGES, STAFF_DEPARTURES
from services.ledger.adapters.credentials.tables import SIGN_IN_CODES
from services.ledger.adapters.organisation_tables import STAFF
from services.ledger.adapters.organisation_work import OrganisationWork
from services.ledger.adapters.sessions.session_book import ending
from services.ledger.adapters.tables import IN_HANDS, TASKS
from services.ledger.domain.administration.changes import Change, Section
from services.ledger.handlers.administration.ports import Departure, LoggedChange
from shared.database import transaction

MOST_TOLD = 20
"""Changes that somebody who came too late is told of."""


class PostgresAdministration:
    """Opens transactions; `wake` tells the relay that events were committed."""

    def __init__(self, engine: AsyncEngine, wake: Callable[[], None]) -> None:
        self._engine, self._wake = engine, wake

    @asynccontextmanager
    async def work(self) -> AsyncIterator["PostgresAdministrationWork"]:
        """Committed and its events on their way when the block ends, undone if it raises."""
        async with transaction(self._engine) as connection:
            yield PostgresAdministrationWork(connection)
        self._wake()

    async def changes(self, before: int | None, limit: int, code: str = "") -> list[LoggedChange]:
        """A page of the log, the newest first, before an id; of one entry where a code is given."""
        log = ORGANISATION_CHANGES
        query = select(log).order_by(log.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(log.c.id < before)
        if code:
            query = query.where(log.c.code == code)
        async with self._engine.connect() as connection:
            return [_logged(row) for row in (await connection.execute(query)).mappings()]


class PostgresAdministrationWork(OrganisationWork):
    """What a change needs of the database, within one transaction."""

    async def changes_after(self, version: int) -> list[LoggedChange]:
        """What was changed since a version, oldest first; the first `MOST_TOLD` of it."""
        log = ORGANISATION_CHANGES
        query = select(log).where(log.c.version > version).order_by(log.c.id).limit(MOST_TOLD)
        return [_logged(row) for row in (await self._connection.execute(query)).mappings()]

    async def open_tasks_of_unit(self, unit_code: str) -> int:
        """How many open tasks a unit leads."""
        query = select(func.count()).where(TASKS.c.unit_code == unit_code, text(IN_HANDS))
        return int((await self._connection.execute(query)).scalar_one())

    async def depart(self, departure: Departure) -> None:
        """Keep that somebody has left, in the place of an earlier departure; forget their password, end
        their sessions: who comes back signs in anew.
        """
        values = {
            "successor_id": departure.successor_id,
            "ordered_by": departure.ordered_by,
            "ordered_at": departure.ordered_at,
            "note": departure.note,
            "handed": 0,
        }
        left = insert(STAFF_DEPARTURES).values(staff_id=departure.staff_id, **values)
        again = left.on_conflict_do_update(index_elements=["staff_id"], set_=values)
        await self._connection.execute(again)
        gone = STAFF.update().where(STAFF.c.staff_id == departure.staff_id)
        await self._connection.execute(gone.values(password_hash=None))
        code = SIGN_IN_CODES.delete().where(SIGN_IN_CODES.c.staff_id == departure.staff_id)
        await self._connection.execute(code)
        by, at = departure.ordered_by, departure.ordered_at
        await self._connection.execute(ending(departure.staff_id, by, at))


def _logged(row: RowMapping) -> LoggedChange:
    change = Change(Section(row["section"]), row["code"], row["before"], row["after"])
    return LoggedChange(
        row["id"], row["version"], row["at"], row["actor"], row["through"], change, row["note"]
    )
