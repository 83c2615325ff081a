"""Who keeps in touch with whom, and each contact."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Text

from services.ledger.adapters.beside.tables import entry_columns
from services.ledger.adapters.metadata import METADATA

LIAISON = Table(
    "liaison",
    METADATA,
    *entry_columns(),
    Column("staff_id", Text, nullable=False),
    Column("backup_id", Text),
    Column("kind", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("every_days", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("last_contact_on", Date),
    Column("next_on", Date, nullable=False),
    Column("contacts", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("told_for", Date),
    Index("liaison_by_next", "state", "next_on"),
    Index("liaison_of_staff", "staff_id", "state"),
)
"""`told_for`: the day due whose missed contact was told of last."""
LIAISON_CONTACTS = Table(
    "liaison_contacts",
    METADATA,
    Column("assignment", BigInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("contact_on", Date, nullable=False),
    Column("mode", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)
"""`version` is the assignment's once the contact was recorded."""
