"""Facts into tables: one statement for each kind of fact in a batch."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.adapters.improvements.facts import PostgresImprovements
from services.metrics.adapters.merging import Merge, Register, Row
from services.metrics.adapters.tables import CASES, CATEGORIES, NOTICES, UNITS
from services.metrics.domain.acts import Act
from services.metrics.domain.case_facts import CaseFacts
from services.metrics.domain.rows import Category, Notice, Parked, Retried, Unit
from shared.database import execute

T = TypeVar("T", bound=tuple[Any, ...])

_CASES = Merge(
    CASES,
    (
        Register(
            "reception_rank", ("received_at", "channel", "nature", "district", "confidential")
        ),
        Register("category_version", ("category",)),
        Register("dispatch_version", ("dispatched_at", "original_due_at", "unit", "owner", "hops")),
        Register("due_version", ("due_at",)),
        Register("end_version", ("ended_at",)),
        Register("sign_version", ("last_signed_at",)),
        Register("report_version", ("last_reported_at", "reported_result")),
        Register("close_version", ("last_closed_at", "closed_result")),
    ),
    earliest=("registered_at", "first_dispatched_at"),
)
_NOTICES = Merge(NOTICES, [Register("rank", Notice._fields[2:])])
_UNITS = Merge(UNITS, [Register("version", Unit._fields[2:])])
_CATEGORIES = Merge(CATEGORIES, [Register("version", Category._fields[2:])])

_ACTS = """
INSERT INTO acts (case_number, kind, version, at, unit, detail, resolved, satisfied)
SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[],
                     $7::bool[], $8::bool[])
ON CONFLICT DO NOTHING
"""

_PARKED = """
INSERT INTO parked AS kept (service, consumer, message_id, message_type, stream, stream_sequence,
                            reason, parked_at)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[],
                     $7::text[], $8::timestamptz[])
ON CONFLICT (service, consumer, message_id) DO UPDATE SET
  message_type = excluded.message_type, stream = excluded.stream,
  stream_sequence = excluded.stream_sequence, reason = excluded.reason,
  parked_at = excluded.parked_at
WHERE excluded.parked_at < kept.parked_at
"""
_RETRIED = """
UPDATE parked SET retried_at = LEAST(parked.retried_at, handled.at)
FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
     AS handled(service, consumer, message_id, at)
WHERE (parked.service, parked.consumer, parked.message_id)
    = (handled.service, handled.consumer, handled.message_id)
"""


class PostgresFacts(PostgresImprovements):
    """Joins facts to the tables, in the caller's transaction. Repeatable: a fact twice is once."""

    async def add_cases(self, connection: AsyncConnection, facts: Mapping[str, CaseFacts]) -> None:
        """Join what is known about each case, by complaint number."""
        await _CASES.run(connection, [_case_row(number, each) for number, each in facts.items()])

    async def add_notices(self, connection: AsyncConnection, notices: Iterable[Notice]) -> None:
        """Join what became of notices; the latest outcome of each counts."""
        await _NOTICES.run(connection, _newest(notices))

    async def add_acts(self, connection: AsyncConnection, acts: Iterable[Act]) -> None:
        """Join acts; one that is known already changes nothing."""
        if rows := sorted(set(acts), key=lambda act: act[:3]):
            await execute(connection, _ACTS, *map(list, zip(*rows, strict=True)))

    async def add_parked(self, connection: AsyncConnection, parked: Iterable[Parked]) -> None:
        """Join messages put aside; of one that was put aside twice the first time counts."""
        first: dict[tuple[str, ...], Parked] = {}
        for each in sorted(parked, key=lambda each: each.parked_at):
            first.setdefault(each[:3], each)
        if first:
            rows = [first[key] for key in sorted(first)]
            await execute(connection, _PARKED, *map(list, zip(*rows, strict=True)))

    async def add_retried(self, connection: AsyncConnection, retried: Iterable[Retried]) -> None:
        """Join messages that were handled after all; each was put aside before, on the same stream."""
        rows = sorted(retried)
        if rows:
            await execute(connection, _RETRIED, *map(list, zip(*rows, strict=True)))

    async def add_units(self, connection: AsyncConnection, units: Iterable[Unit]) -> None:
        """Join units of the directory."""
        await _UNITS.run(connection, _newest(units))

    async def add_categories(
        self, connection: AsyncConnection, categories: Iterable[Category]
    ) -> None:
        """Join categories of the directory."""
        await _CATEGORIES.run(connection, _newest(categories))


def _newest(rows: Iterable[T]) -> Iterable[T]:
    """One row of each key (first value), the highest version (second); the first where equal."""
    kept: dict[str, T] = {}
    for row in rows:
        if row[0] not in kept or row[1] > kept[row[0]][1]:
            kept[row[0]] = row
    return kept.values()


_NOTHING: Row = (0, None, None, None, None, None)


def _case_row(number: str, facts: CaseFacts) -> Row:
    return (
        number,
        *(facts.reception or _NOTHING),
        *(facts.classification or _NOTHING[:2]),
        *(facts.dispatch or _NOTHING),
        *(facts.due or _NOTHING[:2]),
        *(facts.ending or _NOTHING[:2]),
        *(facts.signature or _NOTHING)[:2],
        *(facts.report or _NOTHING[:3]),
        *(facts.closure or _NOTHING[:3]),
        facts.registered_at,
        facts.first_dispatched_at,
    )
