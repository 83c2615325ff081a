"""Assignments in the database, with their contacts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from sqlalchemy import func, insert, select, tuple_, update

from services.ledger.adapters.beside.book import PostgresBook, PostgresWork
from services.ledger.adapters.beside.rows import entry_of
from services.ledger.adapters.liaison.tables import LIAISON, LIAISON_CONTACTS
from services.ledger.domain.liaison.assignment import Assignment, Contact, LiaisonState, Mode
from services.ledger.handlers.beside.ports import Filters
from services.ledger.handlers.liaison.ports import KeptContact
from shared.clock import CHINA
from shared.database import transaction


class PostgresLiaisonWork(PostgresWork[Assignment]):
    """One transaction."""

    async def keep_contact(self, assignment: Assignment, had: Contact, by: str) -> None:
        """Keep a contact with the assignment's version."""
        values = {
            "assignment": assignment.number,
            "version": assignment.version,
            "contact_on": had.contact_on,
            "mode": had.mode.value,
            "said": had.said,
            "recorded_by": by,
        }
        await self.connection.execute(insert(LIAISON_CONTACTS).values(values))

    async def mark_missed(self, today: date, limit: int) -> list[Assignment]:
        """Overdue ones nobody was told of for that day, marked; those in other hands are passed over."""
        overdue = select(LIAISON.c.number).where(
            LIAISON.c.state == LiaisonState.CURRENT.value,
            LIAISON.c.next_on < today,
            LIAISON.c.told_for.is_distinct_from(LIAISON.c.next_on),
        )
        some = overdue.order_by(LIAISON.c.number).limit(limit).with_for_update(skip_locked=True)
        marked = update(LIAISON).where(LIAISON.c.number.in_(some.scalar_subquery()))
        statement = marked.values(told_for=LIAISON.c.next_on).returning(*LIAISON.c)
        rows = (await self.connection.execute(statement)).mappings()
        return [entry_of(Assignment, row) for row in rows]

    async def current_of(self, staff_id: str) -> list[Assignment]:
        """What an official has now, locked, by number."""
        theirs = select(LIAISON).where(
            LIAISON.c.staff_id == staff_id, LIAISON.c.state == LiaisonState.CURRENT.value
        )
        query = theirs.order_by(LIAISON.c.number).with_for_update()
        rows = (await self.connection.execute(query)).mappings()
        return [entry_of(Assignment, row) for row in rows]


class PostgresLiaison(PostgresBook[Assignment]):
    """Where assignments are kept."""

    @asynccontextmanager
    async def work(self) -> AsyncIterator[PostgresLiaisonWork]:
        """Committed and its events on their way when the block ends, undone if it raises."""
        async with transaction(self.engine) as connection:
            yield PostgresLiaisonWork(connection, LIAISON, Assignment)
        self.wake()

    async def by_next(
        self, filters: Filters, after: tuple[datetime, int] | None, limit: int
    ) -> list[Assignment]:
        """Those whose next contact is due first come first; `after` the day and number of one."""
        query = select(LIAISON).where(*self.conditions(filters))
        if after:
            place = tuple_(after[0].astimezone(CHINA).date(), after[1])
            query = query.where(tuple_(LIAISON.c.next_on, LIAISON.c.number) > place)
        ordered = query.order_by(LIAISON.c.next_on, LIAISON.c.number).limit(limit)
        async with self.engine.connect() as connection:
            rows = (await connection.execute(ordered)).mappings()
            return [entry_of(Assignment, row) for row in rows]

    async def overdue(self, filters: Filters, today: date) -> tuple[int, date | None]:
        """How many have a gap, and the day since which the longest lasts."""
        late = (LIAISON.c.state == LiaisonState.CURRENT.value, LIAISON.c.next_on < today)
        found = select(func.count(), func.min(LIAISON.c.next_on))
        query = found.where(*self.conditions(filters), *late)
        async with self.engine.connect() as connection:
            count, oldest = (await connection.execute(query)).one()
            return int(count), oldest

    async def contacts_of(self, number: int) -> list[KeptContact]:
        """All contacts of an assignment, the latest first."""
        kept = LIAISON_CONTACTS
        query = select(kept).where(kept.c.assignment == number)
        ordered = query.order_by(kept.c.contact_on.desc(), kept.c.version.desc())
        async with self.engine.connect() as connection:
            rows = (await connection.execute(ordered)).mappings()
            return [
                KeptContact(
                    Contact(row["contact_on"], Mode(row["mode"]), row["said"]), row["recorded_by"]
                )
                for row in rows
            ]
