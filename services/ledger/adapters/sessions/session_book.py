"""Sessions in the database: one row each, asked by its key at every request."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, Update, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.organisation_rows import staff_of
from services.ledger.adapters.organisation_tables import STAFF
from services.ledger.adapters.sessions.tables import SESSIONS
from services.ledger.domain.organisation import Staff
from services.ledger.domain.sessions import Session
from shared.database import autocommit, transaction

KEPT = timedelta(days=90)
"""Ended sessions stay so long, for whoever has to look into something."""


class PostgresSessions:
    """Shared by all replicas: what one of them ends is ended for all."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = autocommit(engine)

    async def begin(self, session: Session) -> None:
        """Write a new one; forget what began long ago."""
        row = {**asdict(session), "session_id": UUID(session.session_id)}
        old = SESSIONS.c.begun_at < session.begun_at - KEPT
        async with transaction(self._engine) as connection:
            of_theirs = SESSIONS.c.staff_id == session.staff_id
            await connection.execute(delete(SESSIONS).where(of_theirs, old))
            await connection.execute(insert(SESSIONS).values(row))

    async def find(self, session_id: str) -> tuple[Session, Staff] | None:
        """The session and whose it is; None for nobody's, and for somebody who has left."""
        key = _key(session_id)
        if key is None:
            return None
        query = (
            select(SESSIONS, STAFF)
            .join(STAFF, STAFF.c.staff_id == SESSIONS.c.staff_id)
            .where(SESSIONS.c.session_id == key, STAFF.c.active)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return (_session(row), staff_of(row)) if row else None

    async def note(self, session_id: str, at: datetime) -> None:
        """There was a sign of work."""
        mine = SESSIONS.c.session_id == UUID(session_id)
        async with self._engine.connect() as connection:
            await connection.execute(update(SESSIONS).where(mine).values(seen_at=at))

    async def open_ones(self, staff_id: str) -> Sequence[Session]:
        """Sessions that nobody has ended, the newest first."""
        open_ = (SESSIONS.c.staff_id == staff_id, SESSIONS.c.ended_at.is_(None))
        query = select(SESSIONS).where(*open_).order_by(SESSIONS.c.begun_at.desc()).limit(100)
        async with self._engine.connect() as connection:
            return [_session(row) for row in (await connection.execute(query)).mappings()]

    async def end(self, staff_id: str, by: str, at: datetime, session_id: str | None = None) -> int:
        """End one, or all of somebody's. Returns how many that were."""
        ended = ending(staff_id, by, at)
        if session_id is not None:
            ended = ended.where(SESSIONS.c.session_id == _key(session_id))
        async with self._engine.connect() as connection:
            return int((await connection.execute(ended)).rowcount)


def ending(staff_id: str, by: str, at: datetime) -> Update:
    """The statement that ends all of somebody's sessions."""
    theirs = (SESSIONS.c.staff_id == staff_id, SESSIONS.c.ended_at.is_(None))
    return update(SESSIONS).where(*theirs).values(ended_at=at, ended_by=by)


def _key(session_id: str) -> UUID | None:
    try:
        return UUID(session_id)
    except ValueError:
        return None


def _session(row: RowMapping) -> Session:
    return Session(
        session_id=str(row["session_id"]),
        staff_id=row["staff_id"],
        means=row["means"],
        client=row["client"],
        begun_at=row["begun_at"],
        seen_at=row["seen_at"],
        ended_at=row["ended_at"],
    )
