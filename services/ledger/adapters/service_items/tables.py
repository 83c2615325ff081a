"""The tables of service items; part of the ledger's one MetaData."""

from sqlalchemy import Column, Index, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.ledger.adapters.metadata import METADATA, MOMENT, NO_TEXTS

SERVICE_ITEMS = Table(
    "service_items",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False, server_default=""),
    Column("unit_code", Text),
    Column("office", Text, nullable=False, server_default=""),
    Column("theme", Text, nullable=False, server_default=""),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("changed_at", MOMENT, nullable=False),
    Index("service_items_by_unit", "unit_code", postgresql_where=text("unit_code IS NOT NULL")),
)
SERVICE_ITEM_SNAPSHOTS = Table(
    "service_item_snapshots",
    METADATA,
    Column("item_code", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("guide", JSONB, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("removals", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    Column("task_numbers", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("published_by", Text, nullable=False),
    Column("published_at", MOMENT, nullable=False),
)
SERVICE_ITEM_DRAFTS = Table(
    "service_item_drafts",
    METADATA,
    Column("item_code", Text, primary_key=True),
    Column("guide", JSONB, nullable=False),
    Column("edited_by", Text, nullable=False),
    Column("edited_at", MOMENT, nullable=False),
)
