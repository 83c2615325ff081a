"""The tables of the directory: units, staff, categories, districts and the rules of routing."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.ledger.adapters.metadata import METADATA, MOMENT, NO_TEXTS

ORGANISATION = Table(
    "organisation",
    METADATA,
    Column("id", SmallInteger, primary_key=True, server_default="1", autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("loaded_at", MOMENT, nullable=False),
    CheckConstraint("id = 1", name="organisation_is_one"),
)
UNITS = Table(
    "units",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("parent_code", Text),
    Column("active", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)
STAFF = Table(
    "staff",
    METADATA,
    Column("staff_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("unit_code", Text),
    Column("roles", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("email", Text),
    Column("transports", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("language", Text, nullable=False),
    Column("takes_turns", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("password_hash", Text),
    Column("categories", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
)
CATEGORIES = Table(
    "categories",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("parent_code", Text),
    Column("active", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)
DISTRICTS = Table(
    "districts",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("position", Integer, nullable=False),
)
ROUTING_RULES = Table(
    "routing_rules",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("unit_code", Text, nullable=False),
    Column("owner_id", Text),
    Column("service_items", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("categories", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("districts", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("keywords", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("position", Integer, nullable=False),
)
