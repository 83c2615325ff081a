"""What people cannot get done."""

from sqlalchemy import BigInteger, Column, Date, Index, Table, Text

from services.ledger.adapters.beside.tables import entry_columns
from services.ledger.adapters.metadata import METADATA, MOMENT

PAIN_POINTS = Table(
    "pain_points",
    METADATA,
    *entry_columns(),
    Column("what", Text, nullable=False),
    Column("obstacle", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("heard_at", Text, nullable=False),
    Column("task_number", Text),
    Column("claim_by", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_at", MOMENT),
    Column("progress", Text, nullable=False),
    Column("outcome", Text),
    Column("resolution", Text, nullable=False),
    Column("measure", BigInteger),
    Column("service_item_code", Text),
    Column("resolved_at", MOMENT),
    Index("pain_points_by_state", "state", "obstacle", "cause", "number"),
    Index("pain_points_by_measure", "measure"),
)
