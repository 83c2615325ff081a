"""Every table of intake's database, as the migrations leave it."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Sequence,
    Table,
    Text,
    func,
)

from shared.messaging.inbox import inbox_table
from shared.messaging.outbox import outbox_table
from shared.messaging.parking import parked_table

METADATA = MetaData()

NUMBERS_A_BLOCK = 100
"""Sequence numbers that a process takes at once, so that replicas never meet."""

COMPLAINT_SEQUENCE = Sequence("complaint_sequence", increment=NUMBERS_A_BLOCK, metadata=METADATA)

COMPLAINTS = Table(
    "complaints",
    METADATA,
    Column("number", Text, primary_key=True),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("occurred_at", DateTime(timezone=True)),
    Column("channel", Text, nullable=False),
    Column("channel_reference", Text),
    Column("nature", Text, nullable=False),
    Column("title", Text, nullable=False, comment="masked"),
    Column("content", Text, nullable=False, comment="masked"),
    Column("category_code", Text),
    Column("service_item_code", Text),
    Column("district_code", Text),
    Column("urgency", Text),
    Column("confidential", Boolean, nullable=False),
    Column("real_name", Boolean, nullable=False),
    Column("wants_reply", Boolean, nullable=False),
    Column("language", Text, nullable=False),
    Column("idempotency_key", Text, unique=True),
    Column("fingerprint", LargeBinary, comment="keyed digest of what came with the key"),
    Column("stored_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Index("complaints_received", "received_at"),
)


def _sealed(name: str, comment: str) -> Table:
    return Table(
        name,
        METADATA,
        Column("complaint_number", Text, primary_key=True),
        Column("key_id", Text, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Index(f"{name}_key", "key_id"),
        comment=comment,
    )


CONTACTS = _sealed("contacts", "name, phone, address and e-mail as JSON, encrypted")
ORIGINALS = _sealed(
    "originals", "title and content before masking, where it changed them, encrypted"
)

TASK_STEPS = Table(
    "task_steps",
    METADATA,
    Column("complaint_number", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("unit_code", Text),
    Column("due_at", DateTime(timezone=True)),
    Column("due_basis_zh", Text),
    Column("due_basis_en", Text),
    Column("reply", Text),
    Column("result", Text),
    comment="what became of each complaint: ledger's events, one row each, in any order",
)

UNITS = Table(
    "units",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

CATEGORIES = Table(
    "categories",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("parent_code", Text),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

DISTRICTS = Table(
    "districts",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

OUTBOX = outbox_table(METADATA)
INBOX = inbox_table(METADATA)
PARKED = parked_table(METADATA)
