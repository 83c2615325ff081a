"""How things stand, for Prometheus."""

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.handlers.ports import Standing
from shared.database import execute

_STANDING = """
SELECT count(*) FILTER (WHERE state = 'pending') AS pending,
       count(*) FILTER (WHERE state = 'sending') AS sending,
       count(*) FILTER (WHERE state = 'failed') AS failed,
       count(*) FILTER (WHERE state = 'uncertain') AS uncertain,
       (SELECT count(*) FROM calls) AS nobody,
       coalesce(extract(epoch FROM now() - min(next_attempt_at)
         FILTER (WHERE state = 'pending' AND next_attempt_at < now())), 0)::float8 AS due_for_seconds
FROM notices WHERE state IN ('pending', 'sending', 'failed', 'uncertain')
"""


async def read_standing(engine: AsyncEngine) -> Standing:
    """Notices that are not at rest; those delivered are only counted as they go."""
    async with engine.connect() as connection:
        row = (await execute(connection, _STANDING)).mappings().one()
    return Standing(**row)
