"""Taking notices up and noting the answers. Replicas share the work by row locks and leases.

All moments are the database's, so that replicas need not agree about the time.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.announcements import announce
from services.notifier.adapters.notice_rows import KNOWN, KNOWN_FROM, PERSON, notice
from services.notifier.domain.masking import without_addresses
from services.notifier.domain.next_step import Step
from services.notifier.handlers.ports import ChooseMeans, Claim, Result
from shared.database import execute, transaction

_DUE = f"""
SELECT n.id, n.reason, n.audience, n.task_number, n.created_at, n.attempts, n.tries, n.exhausted,
       n.correlation_id, {PERSON}, {KNOWN}
FROM notices n LEFT JOIN staff s ON s.staff_id = n.recipient_id {KNOWN_FROM}
WHERE n.state = 'pending' AND n.next_attempt_at <= now()
ORDER BY n.next_attempt_at LIMIT $1 FOR UPDATE OF n SKIP LOCKED
"""
_TAKE = """
WITH taken AS (
  UPDATE notices SET state = 'sending', attempts = attempts + 1, tries = tries + 1,
         transport = chosen.transport, leased_by = $3, lease_until = now() + $4::interval,
         changed_at = now()
  FROM unnest($1::uuid[], $2::text[]) AS chosen(id, transport) WHERE notices.id = chosen.id
  RETURNING notices.id, notices.attempts, notices.transport, notices.asked_by
)
INSERT INTO attempts (notice_id, number, transport, asked_by)
SELECT id, attempts, transport, asked_by FROM taken
"""
_RECORD = """
WITH result AS (
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::float8[],
                       $7::bool[], $8::timestamptz[])
    AS result(id, number, answer, words, state, wait_seconds, given_up, ended_at)
), noted AS (
  UPDATE attempts SET ended_at = greatest(result.ended_at, started_at), answer = result.answer,
         words = result.words
  FROM result WHERE notice_id = result.id AND attempts.number = result.number
)
UPDATE notices SET state = result.state, last_words = result.words, asked_by = NULL,
  next_attempt_at = now() + make_interval(secs => result.wait_seconds),
  exhausted = CASE WHEN result.given_up THEN array_append(exhausted, transport) ELSE exhausted END,
  tries = CASE WHEN result.given_up THEN 0 ELSE tries END,
  leased_by = NULL, lease_until = NULL, changed_at = now(),
  version = version + CASE WHEN result.state IN ('delivered', 'failed') THEN 1 ELSE 0 END
FROM result
WHERE notices.id = result.id AND notices.attempts = result.number
  AND (leased_by = $9 OR notices.state = 'uncertain')
RETURNING notices.id, notices.recipient_id, notices.reason, notices.task_number, notices.unit_code,
  notices.transport, notices.attempts, notices.version, notices.state, notices.last_words,
  notices.correlation_id, notices.causation_id
"""
_RENEW = """
UPDATE notices SET lease_until = now() + $3::interval
WHERE id = ANY($1::uuid[]) AND leased_by = $2 AND state = 'sending'
"""
_ORPHANED = """
SELECT id, transport FROM notices WHERE state = 'sending' AND lease_until < now()
ORDER BY id FOR UPDATE SKIP LOCKED
"""
_BURY = """
UPDATE notices SET state = buried.state, next_attempt_at = now(), leased_by = NULL,
       lease_until = NULL, changed_at = now(), asked_by = NULL
FROM unnest($1::uuid[], $2::text[]) AS buried(id, state) WHERE notices.id = buried.id
"""


class PostgresDeliveries:
    """One worker's hold on the notices it delivers."""

    def __init__(self, engine: AsyncEngine, lease: timedelta) -> None:
        self._engine, self._lease = engine, lease
        self._worker = uuid.uuid4()

    async def claim(self, limit: int, choose: ChooseMeans) -> list[Claim]:
        """Take up to `limit` due notices, the longest due first; they are `sending` from here on."""
        async with transaction(self._engine) as connection:
            rows = (await execute(connection, _DUE, limit)).mappings().all()
            claims = [_claim(row, choose) for row in rows]
            if claims:
                ids = [claim.notice.id for claim in claims]
                names = [claim.means.name for claim in claims]
                await execute(connection, _TAKE, ids, names, self._worker, self._lease)
        return claims

    async def record(self, results: Sequence[Result]) -> int:
        """Note what was answered and publish it, in one transaction. Returns how many were still ours.

        An answer that comes after the lease ran out still counts, unless somebody sent again.
        """
        columns = [list(column) for column in zip(*map(_row, results), strict=True)]
        async with transaction(self._engine) as connection:
            rows = (await execute(connection, _RECORD, *columns, self._worker)).mappings().all()
            await announce(connection, rows)
        return len(rows)

    async def renew(self, notice_ids: Sequence[uuid.UUID]) -> None:
        """Say that this worker lives and still has these in hand."""
        async with transaction(self._engine) as connection:
            await execute(connection, _RENEW, list(notice_ids), self._worker, self._lease)

    async def bury(self, after_death: Callable[[str], Step]) -> int:
        """Settle what dead workers left in `sending`. Returns how many there were."""
        async with transaction(self._engine) as connection:
            rows = (await execute(connection, _ORPHANED)).all()
            states = [after_death(row.transport).state for row in rows]
            if rows:
                await execute(connection, _BURY, [row.id for row in rows], states)
        return len(rows)


def _claim(row: Any, choose: ChooseMeans) -> Claim:
    """The notice with the present attempt counted in."""
    taken = notice(row, counted=1)
    return Claim(taken, choose(taken))


def _row(result: Result) -> tuple[object, ...]:
    wait = result.step.wait_for or timedelta()
    return (
        result.claim.notice.id,
        result.claim.notice.attempts,
        result.outcome.answer,
        without_addresses(result.outcome.words)[:500],
        result.step.state,
        wait.total_seconds(),
        result.step.given_up,
        result.ended_at,
    )
