"""From calls to notices, as sets: everybody a call names today gets one; a call without one is kept."""

import json
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.notifier.domain.call import Call
from services.notifier.domain.notice import Audience
from services.notifier.domain.rules import position_of
from shared.database import execute, transaction

_FIELDS = (
    "task_number, reason, occurrence, audience, unit_code, owner_id, details, correlation_id, "
    "causation_id"
)

_NEW_CALLS = """
SELECT task_number, reason, occurrence, audience, unit_code, owner_id, details::jsonb AS details,
       correlation_id, causation_id
FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[])
  AS new(task_number, reason, occurrence, audience, unit_code, owner_id, details, correlation_id,
         causation_id)
"""
_KEPT_CALLS = """
SELECT c.* FROM calls c LEFT JOIN tasks t USING (task_number)
WHERE CASE audience
  WHEN 'owner' THEN coalesce(c.owner_id, t.owner_id) IN (SELECT staff_id FROM staff WHERE active)
    OR (coalesce(c.owner_id, t.owner_id) IS NULL AND t.dispatched_version > 0)
  WHEN 'unit_head' THEN coalesce(c.unit_code, t.unit_code) IN (
    SELECT unit_code FROM staff WHERE active AND roles @> ARRAY['unit_head'])
  WHEN 'assistants' THEN t.dispatched_version > 0 AND (coalesce(t.assist_units, '{}') = '{}'
    OR t.assist_units && ARRAY(
      SELECT unit_code FROM staff WHERE active AND roles @> ARRAY['unit_head']))
  WHEN 'supervisors' THEN EXISTS (SELECT FROM staff WHERE active AND roles @> ARRAY['supervisor'])
  ELSE EXISTS (SELECT FROM staff WHERE active AND roles @> ARRAY['dispatcher']) END
FOR UPDATE OF c SKIP LOCKED
"""
"""Only those that somebody answers to by now: a unit may be without a head for years."""

_ORDER = " ".join(f"WHEN '{audience}' THEN {position_of(audience)}" for audience in Audience)

_NOTICES = f"""
WITH called AS MATERIALIZED ({{source}}),
known AS (
  SELECT called.*, coalesce(called.owner_id, tasks.owner_id) AS owner,
         coalesce(called.unit_code, tasks.unit_code) AS unit,
         coalesce(tasks.dispatched_version, 0) > 0 AS dispatched,
         coalesce(tasks.assist_units, ARRAY[]::text[]) AS assist_units
  FROM called LEFT JOIN tasks USING (task_number)
),
named AS (
  SELECT * FROM (
    SELECT known.*, staff_id, staff.unit_code AS staff_unit FROM known
      JOIN staff ON staff_id = owner AND active WHERE audience = 'owner'
    UNION ALL
    SELECT known.*, staff_id, staff.unit_code FROM known
      JOIN staff ON staff.unit_code = unit AND active AND roles @> ARRAY['unit_head']
      WHERE audience = 'unit_head'
    UNION ALL
    SELECT known.*, staff_id, staff.unit_code FROM known
      JOIN staff ON active AND roles @> ARRAY['dispatcher'] WHERE audience = 'dispatchers'
    UNION ALL
    SELECT known.*, staff_id, staff.unit_code FROM known
      JOIN staff ON active AND roles @> ARRAY['supervisor'] WHERE audience = 'supervisors'
    UNION ALL
    SELECT known.*, staff_id, staff.unit_code FROM known
      JOIN staff ON staff.unit_code = ANY(assist_units) AND active AND roles @> ARRAY['unit_head']
      WHERE audience = 'assistants'
  ) AS each
  WHERE NOT EXISTS (SELECT FROM recusals r
    WHERE r.task_number = each.task_number AND r.staff_id = each.staff_id)
),
told AS (
  INSERT INTO notices (id, recipient_id, reason, task_number, occurrence, audience, unit_code,
                       details, correlation_id, causation_id)
  SELECT DISTINCT ON (staff_id, reason, task_number, occurrence)
         gen_random_uuid(), staff_id, reason, task_number, occurrence, audience, staff_unit,
         details, correlation_id, causation_id
  FROM named
  ORDER BY staff_id, reason, task_number, occurrence, CASE audience {_ORDER} END
  ON CONFLICT (recipient_id, reason, task_number, occurrence) DO NOTHING
  RETURNING 1
),
answered AS (
  SELECT task_number, reason, occurrence, audience FROM named
  UNION
  SELECT task_number, reason, occurrence, audience FROM known
    WHERE dispatched AND (audience = 'owner' AND owner IS NULL
      OR audience = 'assistants' AND cardinality(assist_units) = 0)
),
"""
"""A task known to have been dispatched to nobody, or with nobody to assist: that call is answered too.
Whoever keeps out of a task is not named; where that leaves nobody, the call waits and is seen to."""

_PLAN = (
    _NOTICES.format(source=_NEW_CALLS)
    + f"""
waiting AS (
  INSERT INTO calls ({_FIELDS}) SELECT DISTINCT ON (task_number, reason, occurrence, audience)
    {_FIELDS} FROM called
  WHERE (task_number, reason, occurrence, audience) NOT IN (SELECT * FROM answered)
  ORDER BY task_number, reason, occurrence, audience
  ON CONFLICT DO NOTHING
)
SELECT count(*) FROM told
"""
)

_ANSWER = (
    _NOTICES.format(source=_KEPT_CALLS)
    + """
done AS (
  DELETE FROM calls WHERE (task_number, reason, occurrence, audience) IN (SELECT * FROM answered)
)
SELECT count(*) FROM told
"""
)


class PostgresPlans:
    """Plans notices in the caller's transaction."""

    async def plan(self, connection: AsyncConnection, calls: Sequence[Call]) -> int:
        """Tell everybody the calls name. Returns how many notices are new; the rest was known."""
        if not calls:
            return 0
        rows = [
            (
                call.task_number,
                call.reason,
                call.occurrence,
                call.audience,
                call.unit_code,
                call.owner_id,
                json.dumps(dict(call.details), ensure_ascii=False),
                call.correlation_id,
                call.causation_id,
            )
            for call in calls
        ]
        columns = [list(column) for column in zip(*rows, strict=True)]
        return int((await execute(connection, _PLAN, *columns)).scalar_one())

    async def answer_calls(self, connection: AsyncConnection) -> int:
        """Tell those that earlier calls name by now. Returns how many notices are new."""
        return int((await execute(connection, _ANSWER)).scalar_one())


async def answer_calls(engine: AsyncEngine) -> int:
    """The same in a transaction of its own.

    Two replicas that handle a task and its owner at the same moment do not see each other's rows.
    """
    async with transaction(engine) as connection:
        return await PostgresPlans().answer_calls(connection)
