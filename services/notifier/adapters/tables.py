"""The tables. Migrations create them; a test compares the two."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from shared.messaging.inbox import inbox_table
from shared.messaging.outbox import outbox_table
from shared.messaging.parking import parked_table

METADATA = MetaData()

inbox_table(METADATA)
outbox_table(METADATA)
parked_table(METADATA)

STAFF = Table(
    "staff",
    METADATA,
    Column("staff_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit_code", Text),
    Column("roles", ARRAY(Text), nullable=False),
    Column("email", Text),
    Column("transports", ARRAY(Text), nullable=False),
    Column("language", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Index("staff_roles", "roles", postgresql_using="gin"),
)

UNITS = Table(
    "units",
    METADATA,
    Column("unit_code", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

TASKS = Table(
    "tasks",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("title", Text),
    Column("unit_code", Text),
    Column("assist_units", ARRAY(Text)),
    Column("due_at", DateTime(timezone=True)),
    Column("due_version", Integer, nullable=False, server_default="0"),
    Column("dispatched_version", Integer, nullable=False, server_default="0"),
    Column("owner_id", Text),
    Column("owner_version", Integer, nullable=False, server_default="0"),
)
"""What the words of a later notice need; each part as of the highest version that told of it."""

RECUSALS = Table(
    "recusals",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("staff_id", Text, primary_key=True),
)
"""Who keeps out of which task 回避: is told nothing of it, and shown no notice about it."""

CALLS = Table(
    "calls",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("reason", Text, primary_key=True),
    Column("occurrence", Integer, primary_key=True),
    Column("audience", Text, primary_key=True),
    Column("unit_code", Text),
    Column("owner_id", Text),
    Column("details", JSONB, nullable=False),
    Column("correlation_id", Text, nullable=False),
    Column("causation_id", Text, nullable=False),
    Column("called_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)
"""Somebody should be told, and nobody is known yet who that is."""

NOTICES = Table(
    "notices",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("recipient_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("task_number", Text, nullable=False),
    Column("occurrence", Integer, nullable=False),
    Column("audience", Text, nullable=False),
    Column("unit_code", Text),
    Column("details", JSONB, nullable=False),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("exhausted", ARRAY(Text), nullable=False, server_default="{}"),
    Column("transport", Text),
    Column("letter_id", Uuid),
    Column("next_attempt_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("leased_by", Uuid),
    Column("lease_until", DateTime(timezone=True)),
    Column("last_words", Text),
    Column("asked_by", Text),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("correlation_id", Text, nullable=False),
    Column("causation_id", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("changed_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    UniqueConstraint("recipient_id", "reason", "task_number", "occurrence"),
    CheckConstraint(
        "state IN ('pending', 'sending', 'delivered', 'failed', 'uncertain')", name="notices_state"
    ),
    Index("notices_due", "next_attempt_at", postgresql_where=text("state = 'pending'")),
    Index("notices_leased", "lease_until", postgresql_where=text("state = 'sending'")),
    Index("notices_by_state", "state", "changed_at"),
    Index("notices_by_unit", "unit_code", "state", "changed_at"),
    Index("notices_by_task", "task_number"),
    Index("notices_by_letter", "letter_id", postgresql_where=text("letter_id IS NOT NULL")),
)

GATHERINGS = Table(
    "gatherings",
    METADATA,
    Column("recipient_id", Text, primary_key=True),
    Column("reason", Text, primary_key=True),
    Column("audience", Text, primary_key=True),
    Column("opened_at", DateTime(timezone=True), nullable=False),
)
"""When the last letter of a kind went to somebody: for a while others wait, to travel together."""

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("notice_id", Uuid, ForeignKey("notices.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("transport", Text, nullable=False),
    Column("asked_by", Text),
    Column("started_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("ended_at", DateTime(timezone=True)),
    Column("answer", Text),
    Column("words", Text),
    UniqueConstraint("notice_id", "number"),
)
"""Written before an attempt; without an answer when the worker died in it."""
