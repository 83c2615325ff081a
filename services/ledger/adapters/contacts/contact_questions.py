"""Counts what each officer asked within the last hour; questions of one officer come one after another."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.contacts.tables import CONTACT_QUESTIONS
from services.ledger.handlers.contacts.ports import TooManyContacts
from shared.database import execute, transaction

HOUR = timedelta(hours=1)
KEPT = timedelta(days=30)
_ONE_AFTER_ANOTHER = "SELECT pg_advisory_xact_lock(hashtextextended('contacts ' || $1, 0))"


class PostgresContactQuestions:
    """At most `an_hour` by one officer, on whichever replica."""

    def __init__(self, engine: AsyncEngine, an_hour: int) -> None:
        self._engine, self._an_hour = engine, an_hour

    async def count(self, question_id: UUID, staff_id: str, number: str, at: datetime) -> None:
        """Count this question. Raises `TooManyContacts` instead of counting one too many."""
        table = CONTACT_QUESTIONS
        within = (table.c.staff_id == staff_id, table.c.asked_at > at - HOUR)
        query = select(func.count(), func.min(table.c.asked_at)).where(*within)
        row = {
            "question_id": question_id,
            "staff_id": staff_id,
            "task_number": number,
            "asked_at": at,
        }
        async with transaction(self._engine) as connection:
            await execute(connection, _ONE_AFTER_ANOTHER, staff_id)
            asked, first = (await connection.execute(query)).one()
            if asked >= self._an_hour:
                raise TooManyContacts(first + HOUR - at)
            old = (table.c.staff_id == staff_id, table.c.asked_at < at - KEPT)
            await connection.execute(delete(table).where(*old))
            await connection.execute(insert(table).values(row))

    async def forget(self, question_id: UUID) -> None:
        """The question was not asked, or not answered: it does not count."""
        table = CONTACT_QUESTIONS
        async with transaction(self._engine) as connection:
            await connection.execute(delete(table).where(table.c.question_id == question_id))
