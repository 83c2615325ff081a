"""What is known of each file. The files themselves are in the store, under their digest."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, Uuid

from services.ledger.adapters.metadata import METADATA, MOMENT

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("evidence_id", Uuid, primary_key=True),
    Column("task_number", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("shows", Text, nullable=False),
    Column("caption", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", MOMENT, nullable=False),
    Column("kept_from_units", Boolean, nullable=False),
    Index("evidence_of_task", "task_number", "sequence"),
    Index("evidence_by_digest", "digest"),
)
