"""Taking notices up and noting the answers. Replicas share the work by row locks and leases.

All moments are the database's, so that replicas need not agree about the time.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.announcements import announce
from services.notifier.adapters.claiming import TakenLetter, take_letters
from services.notifier.adapters.notice_rows import notice
from services.notifier.domain.masking import without_addresses
from services.notifier.domain.next_step import Step
from services.notifier.handlers.ports import ChooseMeans, Claim, Result
from shared.database import execute, transaction

_TAKE = """
WITH taken AS (
  UPDATE notices SET state = 'sending', attempts = attempts + 1, tries = tries + 1,
         transport = chosen.transport, letter_id = chosen.letter_id, leased_by = $3,
         lease_until = now() + $4::interval, changed_at = now()
  FROM unnest($1::uuid[], $2::text[], $5::uuid[]) AS chosen(id, transport, letter_id)
  WHERE notices.id = chosen.id
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

    def __init__(self, engine: AsyncEngine, lease: timedelta, gather: timedelta) -> None:
        self._engine, self._lease, self._gather = engine, lease, gather
        self._worker = uuid.uuid4()

    async def claim(self, limit: int, choose: ChooseMeans) -> list[Claim]:
        """Take up to `limit` due letters, the longest due first; they are `sending` from here on."""
        async with transaction(self._engine) as connection:
            letters = await take_letters(connection, limit, self._gather)
            claims = [_claim(letter, choose) for letter in letters]
            taken = [(notice, claim) for claim in claims for notice in claim.notices]
            if taken:
                ids = [notice.id for notice, _ in taken]
                names = [claim.means.name for _, claim in taken]
                together = [claim.letter_id for _, claim in taken]
                values = (ids, names, self._worker, self._lease, together)
                await execute(connection, _TAKE, *values)
        return claims

    async def record(self, results: Sequence[Result]) -> int:
        """Note what was answered and publish it, in one transaction. Returns how many were still ours.

        An answer that comes after the lease ran out still counts, unless somebody sent again.
        """
        rows = [row for result in results for row in _rows(result)]
        columns = [list(column) for column in zip(*rows, strict=True)]
        async with transaction(self._engine) as connection:
            noted = (await execute(connection, _RECORD, *columns, self._worker)).mappings().all()
            await announce(connection, noted)
        return len(noted)

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


def _claim(letter: TakenLetter, choose: ChooseMeans) -> Claim:
    """The notices with the present attempt counted in."""
    notices = tuple(notice(row, counted=1) for row in letter.rows)
    return Claim(letter.letter_id, notices, choose(notices[0]))


def _rows(result: Result) -> list[tuple[object, ...]]:
    """One for each notice of the letter: what was answered was answered to all of them."""
    wait = result.step.wait_for or timedelta()
    words = without_addresses(result.outcome.words)[:500]
    answer, step = result.outcome.answer, result.step
    return [
        (
            each.id,
            each.attempts,
            answer,
            words,
            step.state,
            wait.total_seconds(),
            step.given_up,
            result.ended_at,
        )
        for each in result.claim.notices
    ]
