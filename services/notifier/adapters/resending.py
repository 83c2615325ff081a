"""Putting notices back in line, because an officer asked."""

import uuid
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.notice_rows import KEPT_OUT
from services.notifier.adapters.queries import NARROWED, narrowing
from services.notifier.domain.notice import State
from services.notifier.handlers.lists import NoticeFilter, Reader
from shared.database import execute, transaction

_BACK_IN_LINE = """
SET state = 'pending', next_attempt_at = now(), changed_at = now(), tries = 0, exhausted = '{}',
    leased_by = NULL, lease_until = NULL
"""
_THESE = f"""
UPDATE notices {_BACK_IN_LINE}, asked_by = $3
WHERE id = ANY($1::uuid[]) AND state = ANY($2::text[])
  AND NOT {KEPT_OUT.format("notices.task_number", "$3")} RETURNING id
"""
_ALL_FAILED = f"""
UPDATE notices {_BACK_IN_LINE}, asked_by = $7
WHERE id IN (SELECT n.id FROM notices n LEFT JOIN staff s ON s.staff_id = n.recipient_id
             WHERE n.state = 'failed' AND {NARROWED} FOR UPDATE OF n SKIP LOCKED)
RETURNING id
"""


class PostgresResending:
    """Each call is a transaction of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def send_again(
        self, notice_ids: Sequence[uuid.UUID], states: Sequence[State], asked_by: str
    ) -> int:
        """Those of the notices that are in one of the states; how many."""
        async with transaction(self._engine) as connection:
            rows = await execute(connection, _THESE, list(notice_ids), list(states), asked_by)
            return len(rows.all())

    async def send_all_failed_again(self, asked: NoticeFilter, asked_by: str) -> int:
        """All that failed and fit the filter; how many."""
        async with transaction(self._engine) as connection:
            rows = await execute(connection, _ALL_FAILED, *narrowing(Reader(None, asked_by), asked))
            return len(rows.all())
