"""Codes and password hashes in the database, with the log of the organisation's changes beside."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.credentials.tables import SIGN_IN_CODES
from services.ledger.adapters.organisation_tables import STAFF
from services.ledger.adapters.organisation_work import OrganisationWork
from services.ledger.adapters.sessions.session_book import ending
from services.ledger.adapters.sessions.tables import SIGN_IN_FAILURES
from services.ledger.domain.administration.changes import Change, Section
from services.ledger.domain.sign_in import counted_by_name
from services.ledger.handlers.credentials.ports import Code, NewPassword
from shared.clock import CHINA
from shared.database import transaction


class PostgresCredentials:
    """Each call is a transaction of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def give(self, code: Code, through: str) -> None:
        """Keep a code in the place of an earlier one, and log that it was given."""
        values = asdict(code)
        put = insert(SIGN_IN_CODES).values(values)
        again = put.on_conflict_do_update(index_elements=["staff_id"], set_=values)
        until = f"{code.good_until.astimezone(CHINA):%Y-%m-%d %H:%M}"
        async with transaction(self._engine) as connection:
            await connection.execute(again)
            happened = _of_staff(code.staff_id, "sign_in_code", until)
            await _log(connection, happened, code.given_at, code.given_by, through)

    async def knows(self, staff_id: str, digest: str, at: datetime) -> bool:
        """Whether that is somebody's code, and still good."""
        table = SIGN_IN_CODES
        query = select(table.c.staff_id).where(
            table.c.staff_id == staff_id, table.c.digest == digest, table.c.good_until > at
        )
        async with self._engine.connect() as connection:
            return (await connection.execute(query)).first() is not None

    async def set_password(self, given: NewPassword) -> bool:
        """Keep the hash, end their sessions, forget their failures and their code, log it.

        False, and nothing done: there is nobody of that id, or the code is good no more.
        """
        name = counted_by_name(given.staff_id)
        theirs = STAFF.update().where(STAFF.c.staff_id == given.staff_id)
        async with transaction(self._engine) as connection:
            if not await _use_up(connection, given):
                return False
            if not (await connection.execute(theirs.values(password_hash=given.hash))).rowcount:
                return False
            await connection.execute(ending(given.staff_id, given.by, given.at))
            failures = delete(SIGN_IN_FAILURES).where(SIGN_IN_FAILURES.c.name == name)
            await connection.execute(failures)
            happened = _of_staff(given.staff_id, "password_set", True)
            await _log(connection, happened, given.at, given.by, given.through)
        return True


async def _use_up(connection: AsyncConnection, given: NewPassword) -> bool:
    """Forget the code; of two who come with the same at once, one has it."""
    code = SIGN_IN_CODES.c
    used = delete(SIGN_IN_CODES).where(code.staff_id == given.staff_id)
    if given.digest is not None:
        used = used.where(code.digest == given.digest, code.good_until > given.at)
    gone = (await connection.execute(used)).rowcount
    return given.digest is None or bool(gone)


def _of_staff(staff_id: str, what: str, value: object) -> Change:
    return Change(Section.STAFF, staff_id, {}, {what: value})


async def _log(
    connection: AsyncConnection, happened: Change, at: datetime, by: str, through: str
) -> None:
    """The organisation itself is as it was: its version stays."""
    work = OrganisationWork(connection)
    await work.log([happened], await work.version(), at, by, through)
