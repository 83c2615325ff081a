"""Own copies of staff, units and tasks: written as sets, guarded by versions."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifier.handlers.ports import ListedPerson, ListedUnit, TaskCopy
from shared.database import execute

_KEEP_STAFF = """
INSERT INTO staff (staff_id, version, name, unit_code, roles, email, transports, language, active)
SELECT staff_id, version, name, unit_code, string_to_array(roles, ','), email,
       string_to_array(transports, ','), language, active
FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::bool[])
  AS listed(staff_id, version, name, unit_code, roles, email, transports, language, active)
ON CONFLICT (staff_id) DO UPDATE SET
  version = excluded.version, name = excluded.name, unit_code = excluded.unit_code,
  roles = excluded.roles, email = excluded.email, transports = excluded.transports,
  language = excluded.language, active = excluded.active
WHERE excluded.version > staff.version
"""

_KEEP_UNITS = """
INSERT INTO units (unit_code, version, name_zh, name_en, active)
SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::bool[])
ON CONFLICT (unit_code) DO UPDATE SET
  version = excluded.version, name_zh = excluded.name_zh, name_en = excluded.name_en,
  active = excluded.active
WHERE excluded.version > units.version
"""

_KEEP_TASKS = """
INSERT INTO tasks AS known
  (task_number, title, unit_code, assist_units, dispatched_version, due_at, due_version, owner_id,
   owner_version)
SELECT task_number, title, unit_code, string_to_array(assist_units, ','), dispatched_version, due_at,
       due_version, owner_id, owner_version
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::timestamptz[], $7::int[],
            $8::text[], $9::int[])
  AS told(task_number, title, unit_code, assist_units, dispatched_version, due_at, due_version,
          owner_id, owner_version)
ON CONFLICT (task_number) DO UPDATE SET
  (title, unit_code, assist_units, dispatched_version) = (
    SELECT latest.* FROM (VALUES
      (excluded.title, excluded.unit_code, excluded.assist_units, excluded.dispatched_version),
      (known.title, known.unit_code, known.assist_units, known.dispatched_version)
    ) AS latest(title, unit_code, assist_units, version) ORDER BY version DESC LIMIT 1),
  (due_at, due_version) = (
    SELECT latest.* FROM (VALUES
      (excluded.due_at, excluded.due_version), (known.due_at, known.due_version)
    ) AS latest(due_at, version) ORDER BY version DESC LIMIT 1),
  (owner_id, owner_version) = (
    SELECT latest.* FROM (VALUES
      (excluded.owner_id, excluded.owner_version), (known.owner_id, known.owner_version)
    ) AS latest(owner_id, version) ORDER BY version DESC LIMIT 1)
"""


_KEEP_RECUSALS = """
INSERT INTO recusals (task_number, staff_id) SELECT * FROM unnest($1::text[], $2::text[])
ON CONFLICT DO NOTHING
"""
_UNTELL = """
WITH gone AS (
  DELETE FROM notices n USING unnest($1::text[], $2::text[]) AS kept_out(task_number, staff_id)
  WHERE n.task_number = kept_out.task_number AND n.recipient_id = kept_out.staff_id AND n.state = 'pending'
  RETURNING n.id
)
DELETE FROM attempts WHERE notice_id IN (SELECT id FROM gone)
"""
"""What waits to be sent to them, or to be tried again."""


class PostgresDirectory:
    """Keeps what ledger lists. Callers pass each key once, in sorted order, so that nobody deadlocks."""

    async def keep_staff(self, connection: AsyncConnection, people: Sequence[ListedPerson]) -> None:
        """Keep people; nothing for an empty list."""
        rows = [
            (
                each.person.staff_id,
                each.version,
                each.person.name,
                each.person.unit_code,
                ",".join(each.roles),
                each.person.email,
                ",".join(each.person.transports),
                each.person.language,
                each.person.active,
            )
            for each in people
        ]
        await _write(connection, _KEEP_STAFF, rows)

    async def keep_units(self, connection: AsyncConnection, units: Sequence[ListedUnit]) -> None:
        """Keep units; nothing for an empty list."""
        rows = [
            (each.unit_code, each.version, each.name_zh, each.name_en, each.active)
            for each in units
        ]
        await _write(connection, _KEEP_UNITS, rows)

    async def keep_tasks(self, connection: AsyncConnection, tasks: Sequence[TaskCopy]) -> None:
        """Keep what was told of tasks; nothing for an empty list."""
        rows = [
            (
                each.task_number,
                each.title,
                each.unit_code,
                ",".join(each.assist_units),
                each.dispatched_version,
                each.due_at,
                each.due_version,
                each.owner_id,
                each.owner_version,
            )
            for each in tasks
        ]
        await _write(connection, _KEEP_TASKS, rows)

    async def keep_recusals(
        self, connection: AsyncConnection, recusals: Sequence[tuple[str, str]]
    ) -> None:
        """Keep who is out of which task, and take back what waits for them; nothing for none."""
        await _write(connection, _KEEP_RECUSALS, recusals)
        await _write(connection, _UNTELL, recusals)


async def _write(
    connection: AsyncConnection, statement: str, rows: Sequence[tuple[object, ...]]
) -> None:
    if rows:
        await execute(connection, statement, *(list(column) for column in zip(*rows, strict=True)))
