"""The first tables: complaints, what is sealed, what became of them, the directory, messaging."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_23_0900"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE SEQUENCE complaint_sequence INCREMENT BY 100")
    _complaints()
    _sealed("contacts", "name, phone, address and e-mail as JSON, encrypted")
    _sealed("originals", "title and content before masking, where it changed them, encrypted")
    _task_steps()
    _directory("units")
    _directory("categories", sa.Column("parent_code", sa.Text))
    _outbox()
    _inbox()
    _parked_messages()


def downgrade() -> None:
    for table in (
        *("parked_messages", "inbox", "outbox", "categories", "units", "task_steps"),
        *("originals", "contacts", "complaints"),
    ):
        op.drop_table(table)
    op.execute("DROP SEQUENCE complaint_sequence")


def _moment(name: str, **options: object) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), **options)


def _complaints() -> None:
    op.create_table(
        "complaints",
        sa.Column("number", sa.Text, primary_key=True),
        _moment("received_at", nullable=False),
        _moment("occurred_at"),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("channel_reference", sa.Text),
        sa.Column("nature", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False, comment="masked"),
        sa.Column("content", sa.Text, nullable=False, comment="masked"),
        sa.Column("category_code", sa.Text),
        sa.Column("service_item_code", sa.Text),
        sa.Column("district_code", sa.Text),
        sa.Column("confidential", sa.Boolean, nullable=False),
        sa.Column("real_name", sa.Boolean, nullable=False),
        sa.Column("wants_reply", sa.Boolean, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.Text, unique=True),
        sa.Column("fingerprint", sa.LargeBinary, comment="keyed digest of what came with the key"),
        _moment("stored_at", nullable=False, server_default=sa.func.now()),
    )
    op.create_index("complaints_received", "complaints", ["received_at"])


def _sealed(name: str, comment: str) -> None:
    op.create_table(
        name,
        sa.Column("complaint_number", sa.Text, primary_key=True),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        comment=comment,
    )
    op.create_index(f"{name}_key", name, ["key_id"])


def _task_steps() -> None:
    op.create_table(
        "task_steps",
        sa.Column("complaint_number", sa.Text, primary_key=True),
        sa.Column("event_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        _moment("at", nullable=False),
        sa.Column("unit_code", sa.Text),
        _moment("due_at"),
        sa.Column("due_basis_zh", sa.Text),
        sa.Column("due_basis_en", sa.Text),
        sa.Column("reply", sa.Text),
        sa.Column("result", sa.Text),
        comment="what became of each complaint: ledger's events, one row each, in any order",
    )


def _directory(name: str, *more: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        *more,
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("event_id", sa.Uuid, nullable=False, unique=True),
        sa.Column("event_type", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("aggregate_id", sa.Text, nullable=False),
        sa.Column("aggregate_version", sa.Integer, nullable=False),
        _moment("time", nullable=False),
        sa.Column("correlation_id", sa.Text, nullable=False),
        sa.Column("causation_id", sa.Text, nullable=False, server_default=""),
        sa.Column("traceparent", sa.Text, nullable=False, server_default=""),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        _moment("created_at", nullable=False, server_default=sa.func.now()),
        _moment("published_at"),
        sa.Column("stream_sequence", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_error", sa.Text),
    )
    op.create_index(
        "outbox_waiting", "outbox", ["id"], postgresql_where=sa.text("published_at IS NULL")
    )
    op.create_index("outbox_sequence", "outbox", ["stream_sequence"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("consumer", sa.Text, primary_key=True),
        sa.Column("message_id", sa.Text, primary_key=True),
        _moment("handled_at", nullable=False, server_default=sa.func.now()),
    )


def _parked_messages() -> None:
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
        sa.Column("headers", JSONB, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        _moment("parked_at", nullable=False, server_default=sa.func.now()),
        sa.UniqueConstraint("consumer", "message_id"),
    )
