"""Acts on entries of the ledgers beside the tasks, and guides as they were revised."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, SmallInteger, Table, Text

from services.metrics.adapters.metadata import METADATA, MOMENT

ENTRY_ACTS = Table(
    "entry_acts",
    METADATA,
    Column("ledger", Text, primary_key=True),
    Column("entry", BigInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("unit", Text),
    Column("cause", Text),
    Column("detail", Text, nullable=False),
    Column("due_on", Date),
    Column("times", Integer, nullable=False),
    Column("flag", Boolean),
    Index("entry_acts_by_kind", "ledger", "kind", "at"),
)
REVISIONS = Table(
    "revisions",
    METADATA,
    Column("item_code", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("unit", Text),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("previous", Integer),
    Column("steps_before", Integer, nullable=False),
    Column("steps_after", Integer, nullable=False),
    Column("materials_before", Integer, nullable=False),
    Column("materials_after", Integer, nullable=False),
    Column("fen_before", BigInteger, nullable=False),
    Column("fen_after", BigInteger, nullable=False),
    Column("days_before", Integer),
    Column("days_after", Integer),
    Index("revisions_at", "at"),
)
REMOVALS = Table(
    "removals",
    METADATA,
    Column("item_code", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),
    Column("element", Text, nullable=False),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", Text, nullable=False),
)
IMPROVEMENTS = (ENTRY_ACTS, REVISIONS, REMOVALS)
