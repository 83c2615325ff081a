"""The way in and out, own copies of staff, units and tasks, notices and their attempts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_0900"
down_revision = None

NOW = sa.func.now()
MOMENT = sa.DateTime(timezone=True)
TEXTS = sa.ARRAY(sa.Text)


def upgrade() -> None:
    """Create everything."""
    _messaging()
    _directory()
    _calls()
    _notices()
    _attempts()


def downgrade() -> None:
    """Drop everything."""
    for table in ("attempts", "notices", "calls", "tasks", "units", "staff"):
        op.drop_table(table)
    for table in ("parked_messages", "outbox", "inbox"):
        op.drop_table(table)


def _messaging() -> None:
    op.create_table(
        "inbox",
        sa.Column("consumer", sa.Text, primary_key=True),
        sa.Column("message_id", sa.Text, primary_key=True),
        sa.Column("handled_at", MOMENT, nullable=False, server_default=NOW),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("event_id", sa.Uuid, nullable=False, unique=True),
        sa.Column("event_type", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("aggregate_id", sa.Text, nullable=False),
        sa.Column("aggregate_version", sa.Integer, nullable=False),
        sa.Column("time", MOMENT, nullable=False),
        sa.Column("correlation_id", sa.Text, nullable=False),
        sa.Column("causation_id", sa.Text, nullable=False, server_default=""),
        sa.Column("traceparent", sa.Text, nullable=False, server_default=""),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False, server_default=NOW),
        sa.Column("published_at", MOMENT),
        sa.Column("stream_sequence", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_error", sa.Text),
    )
    waiting = sa.text("published_at IS NULL")
    op.create_index("outbox_waiting", "outbox", ["id"], postgresql_where=waiting)
    op.create_index("outbox_sequence", "outbox", ["stream_sequence"])
    op.create_table(
        "parked_messages",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("consumer", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("message_type", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("stream_sequence", sa.BigInteger, nullable=False),
        sa.Column("deliveries", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("headers", postgresql.JSONB, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("parked_at", MOMENT, nullable=False, server_default=NOW),
        sa.UniqueConstraint("consumer", "message_id"),
    )


def _directory() -> None:
    op.create_table(
        "staff",
        sa.Column("staff_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit_code", sa.Text),
        sa.Column("roles", TEXTS, nullable=False),
        sa.Column("email", sa.Text),
        sa.Column("transports", TEXTS, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    op.create_index("staff_roles", "staff", ["roles"], postgresql_using="gin")
    op.create_table(
        "units",
        sa.Column("unit_code", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "tasks",
        sa.Column("task_number", sa.Text, primary_key=True),
        sa.Column("title", sa.Text),
        sa.Column("unit_code", sa.Text),
        sa.Column("due_at", MOMENT),
        sa.Column("dispatched_version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("owner_id", sa.Text),
        sa.Column("owner_version", sa.Integer, nullable=False, server_default="0"),
    )


def _calls() -> None:
    op.create_table(
        "calls",
        sa.Column("task_number", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, primary_key=True),
        sa.Column("occurrence", sa.Integer, primary_key=True),
        sa.Column("audience", sa.Text, primary_key=True),
        sa.Column("unit_code", sa.Text),
        sa.Column("owner_id", sa.Text),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.Column("correlation_id", sa.Text, nullable=False),
        sa.Column("causation_id", sa.Text, nullable=False),
        sa.Column("called_at", MOMENT, nullable=False, server_default=NOW),
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("recipient_id", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("task_number", sa.Text, nullable=False),
        sa.Column("occurrence", sa.Integer, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("unit_code", sa.Text),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.Column("state", sa.Text, nullable=False, server_default="pending"),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("exhausted", TEXTS, nullable=False, server_default="{}"),
        sa.Column("transport", sa.Text),
        sa.Column("next_attempt_at", MOMENT, nullable=False, server_default=NOW),
        sa.Column("leased_by", sa.Uuid),
        sa.Column("lease_until", MOMENT),
        sa.Column("last_words", sa.Text),
        sa.Column("asked_by", sa.Text),
        sa.Column("version", sa.Integer, nullable=False, server_default="0"),
        sa.Column("correlation_id", sa.Text, nullable=False),
        sa.Column("causation_id", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False, server_default=NOW),
        sa.Column("changed_at", MOMENT, nullable=False, server_default=NOW),
        sa.UniqueConstraint("recipient_id", "reason", "task_number", "occurrence"),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'delivered', 'failed', 'uncertain')",
            name="notices_state",
        ),
    )
    pending, sending = sa.text("state = 'pending'"), sa.text("state = 'sending'")
    op.create_index("notices_due", "notices", ["next_attempt_at"], postgresql_where=pending)
    op.create_index("notices_leased", "notices", ["lease_until"], postgresql_where=sending)
    op.create_index("notices_by_state", "notices", ["state", "changed_at"])
    op.create_index("notices_by_unit", "notices", ["unit_code", "state", "changed_at"])
    op.create_index("notices_by_task", "notices", ["task_number"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("notice_id", sa.Uuid, sa.ForeignKey("notices.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("transport", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text),
        sa.Column("started_at", MOMENT, nullable=False, server_default=NOW),
        sa.Column("ended_at", MOMENT),
        sa.Column("answer", sa.Text),
        sa.Column("words", sa.Text),
        sa.UniqueConstraint("notice_id", "number"),
    )
