"""Service measures in the database, with the uses of each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.adapters.beside.book import PostgresBook, PostgresWork
from services.ledger.adapters.service_measures.tables import MEASURE_USES, SERVICE_MEASURES
from services.ledger.domain.service_measures.measure import ServiceMeasure, Use
from shared.database import transaction


class PostgresMeasureWork(PostgresWork[ServiceMeasure]):
    """One transaction."""

    async def keep_use(self, measure: ServiceMeasure, used: Use, by: str) -> None:
        """Keep a use with the measure's version."""
        values = {
            "measure": measure.number,
            "version": measure.version,
            "used_on": used.used_on,
            "times": used.times,
            "recorded_by": by,
        }
        await self.connection.execute(insert(MEASURE_USES).values(values))


class PostgresMeasures(PostgresBook[ServiceMeasure]):
    """Where measures are kept."""

    @asynccontextmanager
    async def work(self) -> AsyncIterator[PostgresMeasureWork]:
        """Committed and its events on their way when the block ends, undone if it raises."""
        async with transaction(self.engine) as connection:
            yield _working_on(connection)
        self.wake()

    async def uses_by_month(self, number: int) -> list[tuple[str, int]]:
        """`2026-11` and how often it was used then, oldest first."""
        month = func.to_char(MEASURE_USES.c.used_on, "YYYY-MM")
        query = select(month, func.sum(MEASURE_USES.c.times)).group_by(month).order_by(month)
        async with self.engine.connect() as connection:
            result = await connection.execute(query.where(MEASURE_USES.c.measure == number))
            return [(str(month), int(times)) for month, times in result]


def _working_on(connection: AsyncConnection) -> PostgresMeasureWork:
    return PostgresMeasureWork(connection, SERVICE_MEASURES, ServiceMeasure)
