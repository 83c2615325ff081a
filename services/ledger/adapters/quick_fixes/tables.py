"""The board of what is mended at once."""

from sqlalchemy import Column, Date, Index, Table, Text, text

from services.ledger.adapters.beside.tables import entry_columns
from services.ledger.adapters.metadata import METADATA, MOMENT

QUICK_FIXES = Table(
    "quick_fixes",
    METADATA,
    *entry_columns(),
    Column("what", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("found_by", Text, nullable=False),
    Column("found_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("owner_id", Text),
    Column("task_number", Text),
    Column("state", Text, nullable=False),
    Column("proof", Text, nullable=False),
    Column("mended_by", Text),
    Column("mended_at", MOMENT),
    Index("quick_fixes_by_state", "state", "number"),
    Index("quick_fixes_of_task", "task_number", postgresql_where=text("task_number IS NOT NULL")),
)
