"""The tables of the trail and of its daily anchors."""

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.ledger.adapters.metadata import METADATA, MOMENT

TRAIL = Table(
    "trail",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("actor", Text, nullable=False),
    Column("on_behalf_of", Text),
    Column("through", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("before", JSONB, nullable=False),
    Column("after", JSONB, nullable=False),
    # Not given only between an insert by the release before this one and the next look of the sealer.
    Column("digest", LargeBinary),
    # A block range index: entries come in the order of their moments, so it costs next to nothing.
    Index("trail_by_moment", "at", postgresql_using="brin"),
    Index("trail_unsealed", "task_number", postgresql_where=text("digest IS NULL")),
)
TRAIL_ANCHORS = Table(
    "trail_anchors",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("tasks", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("made_at", MOMENT, nullable=False),
)
TRAIL_ANCHOR_HEADS = Table(
    "trail_anchor_heads",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("day", Date, nullable=False),
    Index("trail_anchor_heads_by_day", "day"),
)
