"""The record of exports in the database."""

from dataclasses import asdict, fields

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.administration.tables import EXPORTS
from services.ledger.handlers.administration.exports import Kept, Taken
from shared.database import transaction


class PostgresExports:
    """Each call is a transaction of its own: the record does not wait for a file to be sent."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def begin(self, taken: Taken) -> int:
        """Keep that it begins; the number to end it by."""
        statement = insert(EXPORTS).values(asdict(taken)).returning(EXPORTS.c.id)
        async with transaction(self._engine) as connection:
            return int((await connection.execute(statement)).scalar_one())

    async def end(self, number: int, count: int) -> None:
        """It was sent, so many tasks."""
        statement = update(EXPORTS).where(EXPORTS.c.id == number).values(count=count)
        async with transaction(self._engine) as connection:
            await connection.execute(statement)

    async def page(self, before: int | None, limit: int, staff_id: str = "") -> list[Kept]:
        """The newest first, before an id; of one person where one is given."""
        query = select(EXPORTS).order_by(EXPORTS.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(EXPORTS.c.id < before)
        if staff_id:
            query = query.where(EXPORTS.c.staff_id == staff_id)
        async with self._engine.connect() as connection:
            return [_kept(row) for row in (await connection.execute(query)).mappings()]


def _kept(row: RowMapping) -> Kept:
    taken = Taken(**{each.name: row[each.name] for each in fields(Taken)})
    return Kept(row["id"], taken, row["count"])
