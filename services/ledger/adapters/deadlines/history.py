"""What was changed when and by whom, read for pages and the API."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.deadlines.rows import rule_of
from services.ledger.adapters.deadlines.rulebook_store import StoredRulebook
from services.ledger.adapters.deadlines.tables import CALENDARS, RECOMPUTATIONS, RULES
from services.ledger.domain.deadlines.calendar_document import CalendarDocument
from services.ledger.handlers.deadlines.ports import CalendarVersion, PastRun, Revision


class PostgresDeadlineHistory:
    """Reads; each question is a statement of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def calendars(self) -> Sequence[CalendarVersion]:
        """Newest first."""
        columns = (CALENDARS.c[name] for name in ("version", "number", "changed_at", "changed_by"))
        query = select(*columns).order_by(CALENDARS.c.number.desc())
        async with self._engine.connect() as connection:
            found = await connection.execute(query)
            return [CalendarVersion(**row) for row in found.mappings()]

    async def document(self, version: str) -> CalendarDocument | None:
        """A calendar as it was loaded; None for a version that is not known."""
        async with self._engine.connect() as connection:
            return await StoredRulebook(connection).document_of(version)

    async def runs(self, count: int) -> Sequence[PastRun]:
        """The newest recomputations first."""
        columns = (column for column in RECOMPUTATIONS.c if column.name != "reached")
        query = select(*columns).order_by(RECOMPUTATIONS.c.number.desc()).limit(count)
        async with self._engine.connect() as connection:
            return [PastRun(**row) for row in (await connection.execute(query)).mappings()]

    async def revisions(self, code: str) -> Sequence[Revision]:
        """Of one rule, newest first; empty for a rule there never was."""
        query = select(RULES).where(RULES.c.code == code).order_by(RULES.c.revision.desc())
        async with self._engine.connect() as connection:
            return [
                Revision(rule_of(row), row["changed_at"], row["changed_by"])
                for row in (await connection.execute(query)).mappings()
            ]
