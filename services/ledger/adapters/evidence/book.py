"""Writes and reads what is known of files."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.evidence.tables import EVIDENCE
from services.ledger.domain.evidence.attaching import Evidence, Shows
from shared.database import execute, transaction

_ONE_AFTER_ANOTHER = "SELECT pg_advisory_xact_lock(hashtextextended('evidence ' || $1, 0))"
_UNKNOWN = """
SELECT digest FROM unnest($1::text[]) AS asked(digest)
WHERE NOT EXISTS (SELECT FROM evidence WHERE evidence.digest = asked.digest)
"""


class PostgresEvidenceBook:
    """See `handlers.evidence.ports.EvidenceBook`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of_task(self, number: str) -> list[Evidence]:
        """A task's files, in the order they were added: their ids sort by the moment."""
        query = select(EVIDENCE).where(EVIDENCE.c.task_number == number)
        query = query.order_by(EVIDENCE.c.sequence, EVIDENCE.c.evidence_id)
        async with self._engine.connect() as connection:
            return [_evidence_of(row) for row in (await connection.execute(query)).mappings()]

    async def unknown(self, digests: Sequence[str]) -> list[str]:
        """Those among the digests that no task has."""
        async with self._engine.connect() as connection:
            return list((await execute(connection, _UNKNOWN, list(digests))).scalars())

    @asynccontextmanager
    async def unclaimed(self, digest: str) -> AsyncIterator[bool]:
        """Whether no task has it; whoever claims it waits until the block ends."""
        async with transaction(self._engine) as connection:
            await execute(connection, _ONE_AFTER_ANOTHER, digest)
            yield bool((await execute(connection, _UNKNOWN, [digest])).first())


async def claim(connection: AsyncConnection, files: Sequence[Evidence]) -> None:
    """Write them down; until the transaction ends, nobody removes their content."""
    for digest in sorted({each.digest for each in files}):  # sorted: nobody waits in a circle
        await execute(connection, _ONE_AFTER_ANOTHER, digest)
    await connection.execute(insert(EVIDENCE), [asdict(each) for each in files])


def _evidence_of(row: RowMapping) -> Evidence:
    values = dict(row)
    values["shows"] = Shows(values["shows"])
    values["added_at"] = values["added_at"].astimezone(UTC)
    return Evidence(**values)
