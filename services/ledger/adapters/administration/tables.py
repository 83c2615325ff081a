"""What was changed in the organisation by whom, and who left and to whom their tasks go."""

from sqlalchemy import BigInteger, Column, Identity, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.ledger.adapters.metadata import METADATA, MOMENT

ORGANISATION_CHANGES = Table(
    "organisation_changes",
    METADATA,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("actor", Text, nullable=False),
    Column("through", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    Column("note", Text, nullable=False, server_default=""),
    Index("organisation_changes_by_version", "version"),
)
"""Append-only. `before` is NULL for a new entry, `after` for a removed one."""
STAFF_DEPARTURES = Table(
    "staff_departures",
    METADATA,
    Column("staff_id", Text, primary_key=True),
    Column("successor_id", Text),
    Column("ordered_by", Text, nullable=False),
    Column("ordered_at", MOMENT, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("handed", Integer, nullable=False, server_default="0"),
)
"""`successor_id` NULL: by turns. Somebody who came back is active, and their row says nothing."""
EXPORTS = Table(
    "exports",
    METADATA,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("at", MOMENT, nullable=False),
    Column("staff_id", Text, nullable=False),
    Column("unit_code", Text),
    Column("kind", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("count", Integer),
    Index("exports_of_staff", "staff_id", "id"),
)
"""Append-only, but for `count`, which is added once."""
