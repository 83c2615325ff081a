"""What was done with the entries of all ledgers beside the spine, and the columns they share."""

from sqlalchemy import BigInteger, Column, Identity, Integer, Table, Text

from services.ledger.adapters.metadata import METADATA, MOMENT

HISTORY = Table(
    "entry_history",
    METADATA,
    Column("ledger", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("actor", Text, nullable=False),
    Column("through", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("words", Text, nullable=False),
)
"""`ledger` is the name of the entry's table."""


def entry_columns() -> list[Column[object]]:
    """What every entry has."""
    return [
        Column("number", BigInteger, Identity(), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("unit_code", Text),
        Column("entered_by", Text, nullable=False),
        Column("entered_at", MOMENT, nullable=False),
    ]
