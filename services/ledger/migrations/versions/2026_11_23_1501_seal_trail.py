"""Digests for the entries from before there were any, a thousand tasks at a time; only rows are locked."""

from itertools import groupby
from operator import itemgetter

from alembic import op
from sqlalchemy import Row

from services.ledger.adapters.trail_rows import ENTRY_COLUMNS, link_of
from services.ledger.domain.chain import missing_digests
from services.ledger.domain.trail import TrailEntry

revision = "2026_11_23_1501"
down_revision = "2026_11_23_1500"

_CHAINS = f"""
SELECT {ENTRY_COLUMNS} FROM trail
WHERE task_number IN (
    SELECT DISTINCT task_number FROM trail WHERE digest IS NULL AND task_number > $1
    ORDER BY task_number LIMIT 1000
)
ORDER BY task_number, sequence
"""
_SEAL = """
UPDATE trail SET digest = sealed.digest
FROM unnest($1::text[], $2::int[], $3::bytea[]) AS sealed(task_number, sequence, digest)
WHERE trail.task_number = sealed.task_number AND trail.sequence = sealed.sequence
"""


def upgrade() -> None:
    """Repeatable: an entry that has its digest keeps it."""
    last = ""
    while rows := op.get_bind().exec_driver_sql(_CHAINS, (last,)).all():
        last = rows[-1].task_number
        missing = [
            (entry.task_number, entry.sequence, digest)
            for _, chain in groupby(rows, key=itemgetter(0))
            for entry, digest in missing_digests(map(_entry, chain))
        ]
        op.get_bind().exec_driver_sql(_SEAL, tuple(map(list, zip(*missing, strict=True))))


def _entry(row: Row) -> tuple[TrailEntry, bytes | None]:
    link = link_of(row)
    if link.entry is None:
        raise ValueError(f"{row.task_number}, entry {link.sequence}: its facts are no object")
    return link.entry, link.digest
