"""The list of services that problems have become, and each use of one."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from services.ledger.adapters.beside.tables import entry_columns
from services.ledger.adapters.metadata import METADATA, NO_TEXTS

SERVICE_MEASURES = Table(
    "service_measures",
    METADATA,
    *entry_columns(),
    Column("promise", Text, nullable=False),
    Column("for_whom", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("source_tasks", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("service_item_code", Text),
    Column("state", Text, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("withdrawn_on", Date),
    Index("service_measures_by_state", "state", "number"),
)
MEASURE_USES = Table(
    "measure_uses",
    METADATA,
    Column("measure", BigInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("used_on", Date, nullable=False),
    Column("times", Integer, nullable=False),
    Column("recorded_by", Text, nullable=False),
)
"""`version` is the measure's once the use was counted."""
