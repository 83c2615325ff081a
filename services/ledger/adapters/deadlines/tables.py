"""The tables of rules, limits and calendars: every revision stays, and so does who made it."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.ledger.adapters.metadata import METADATA, MOMENT, NO_TEXTS

BOOK = Table(
    "deadline_book",
    METADATA,
    Column("id", SmallInteger, primary_key=True, server_default="1", autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("calendar_version", Text, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    CheckConstraint("id = 1", name="deadline_book_is_one"),
)
RULES = Table(
    "deadline_rules",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("extension", Integer, nullable=False),
    Column("pausable", Boolean, nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("source_zh", Text, nullable=False),
    Column("source_en", Text, nullable=False),
    Column("natures", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("channels", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("categories", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("urgencies", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("active", Boolean, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Column("changed_by", Text, nullable=False),
)
LIMITS = Table(
    "deadline_limits",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("amount", Integer, nullable=False),
    Column("source_zh", Text, nullable=False),
    Column("source_en", Text, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Column("changed_by", Text, nullable=False),
)
CALENDARS = Table(
    "calendars",
    METADATA,
    Column("version", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("document", JSONB, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Column("changed_by", Text, nullable=False),
)
RECOMPUTATIONS = Table(
    "deadline_recomputations",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("begun_at", MOMENT, nullable=False),
    Column("begun_by", Text, nullable=False),
    Column("reached", Text, nullable=False, server_default=""),
    Column("looked_at", Integer, nullable=False, server_default="0"),
    Column("moved", Integer, nullable=False, server_default="0"),
    Column("ended_at", MOMENT),
    Index("deadline_recomputations_open", "number", postgresql_where=text("ended_at IS NULL")),
)
