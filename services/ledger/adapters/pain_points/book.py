"""Pain points in the database, with their matrix."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select

from services.ledger.adapters.beside.book import PostgresBook, PostgresWork
from services.ledger.adapters.pain_points.tables import PAIN_POINTS
from services.ledger.adapters.service_measures.tables import SERVICE_MEASURES
from services.ledger.domain.pain_points.pain_point import PainPoint
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle
from services.ledger.handlers.beside.ports import Filters
from services.ledger.handlers.pain_points.ports import Matrix
from shared.database import transaction


class PostgresPainWork(PostgresWork[PainPoint]):
    """One transaction."""

    async def measure_exists(self, number: int) -> bool:
        """Whether there is a service measure of that number."""
        query = select(SERVICE_MEASURES.c.number).where(SERVICE_MEASURES.c.number == number)
        return (await self.connection.execute(query)).first() is not None


class PostgresPainPoints(PostgresBook[PainPoint]):
    """Where pain points are kept."""

    @asynccontextmanager
    async def work(self) -> AsyncIterator[PostgresPainWork]:
        """Committed and its events on their way when the block ends, undone if it raises."""
        async with transaction(self.engine) as connection:
            yield PostgresPainWork(connection, PAIN_POINTS, PainPoint)
        self.wake()

    async def matrix(self, filters: Filters) -> Matrix:
        """The counts of obstacle × cause; pairs without any are left out."""
        pair = (PAIN_POINTS.c.obstacle, PAIN_POINTS.c.cause)
        query = select(*pair, func.count()).where(*self.conditions(filters)).group_by(*pair)
        async with self.engine.connect() as connection:
            found = await connection.execute(query)
            return {(Obstacle(row[0]), Cause(row[1])): int(row[2]) for row in found}
