"""Gives digests to entries that have none: those a replica of the release before this one wrote.

Whoever seals holds the lock on the task's row, so that nobody else adds to its chain meanwhile.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.task_rows import entry_of
from services.ledger.adapters.trail_tables import TRAIL
from services.ledger.domain.chain import NO_ENTRY, missing_digests
from shared.database import execute, transaction

AT_ONCE = 200
"""Tasks sealed in one transaction."""

_UNSEALED = "SELECT DISTINCT task_number FROM trail WHERE digest IS NULL ORDER BY 1 LIMIT $1"
_LOCK = "SELECT FROM tasks WHERE task_number = ANY($1::text[]) ORDER BY task_number FOR UPDATE"
_HEAD = "SELECT digest FROM trail WHERE task_number = $1 ORDER BY sequence DESC LIMIT 1"
_SEAL = """
UPDATE trail SET digest = sealed.digest
FROM unnest($1::text[], $2::int[], $3::bytea[]) AS sealed(task_number, sequence, digest)
WHERE trail.task_number = sealed.task_number AND trail.sequence = sealed.sequence
"""


class TrailSealer:
    """Seals what is left open, some tasks a transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def __call__(self) -> int:
        """Seal everything that was committed. Returns how many tasks had open entries.

        Repeatable: entries that have their digest are left as they are.
        """
        sealed = 0
        while numbers := await self._some():
            sealed += len(numbers)
        return sealed

    async def _some(self) -> Sequence[str]:
        async with transaction(self._engine) as connection:
            numbers = list((await execute(connection, _UNSEALED, AT_ONCE)).scalars())
            if numbers:
                await execute(connection, _LOCK, numbers)
            for number in numbers:
                await _seal(connection, number)
        return numbers


async def head_digest(connection: AsyncConnection, number: str) -> bytes:
    """The digest of the newest entry of a task whose row is locked; sealed first where it is open."""
    row = (await execute(connection, _HEAD, number)).first()
    if row is None:
        return NO_ENTRY
    known: bytes | None = row.digest
    return known if known is not None else await _seal(connection, number)


async def _seal(connection: AsyncConnection, number: str) -> bytes:
    """Seal the open entries of a task. Returns the digest of the newest entry."""
    query = select(TRAIL).where(TRAIL.c.task_number == number).order_by(TRAIL.c.sequence)
    rows = (await connection.execute(query)).mappings().all()
    missing = missing_digests((entry_of(row), row["digest"]) for row in rows)
    if missing:
        sequences = [entry.sequence for entry, _ in missing]
        digests = [digest for _, digest in missing]
        await execute(connection, _SEAL, [number] * len(missing), sequences, digests)
        return digests[-1]
    newest: bytes = rows[-1]["digest"]
    return newest
