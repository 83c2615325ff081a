"""The facts, the directory's names, and the tables of messaging."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

RESULT = (
    "CASE WHEN close_version >= dispatch_version AND close_version > 0 THEN closed_result"
    " WHEN report_version >= dispatch_version THEN reported_result END"
)


def text(name: str, *more: sa.Computed, nullable: bool = True) -> sa.Column:
    """A text column."""
    return sa.Column(name, sa.Text(), *more, nullable=nullable)


def moment(name: str, *more: sa.Computed, nullable: bool = True, **options: object) -> sa.Column:
    """A point in time."""
    return sa.Column(name, sa.DateTime(timezone=True), *more, nullable=nullable, **options)


def version(name: str) -> sa.Column:
    """The version a register was last set by."""
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def since_dispatch(at: str, by: str) -> sa.Computed:
    """A milestone of the present dispatch."""
    return sa.Computed(f"CASE WHEN {by} >= dispatch_version THEN {at} END", persisted=True)


def upgrade() -> None:
    """Create everything."""
    create_cases()
    create_other_facts()
    create_directory()
    create_messaging()


def create_cases() -> None:
    """One row per complaint number; the last four columns follow from the registers before them."""
    op.create_table(
        "cases",
        text("complaint_number", nullable=False),
        sa.Column("reception_rank", sa.SmallInteger(), server_default="0", nullable=False),
        moment("received_at"),
        text("channel"),
        text("nature"),
        text("district"),
        sa.Column("confidential", sa.Boolean(), nullable=True),
        version("category_version"),
        text("category"),
        moment("registered_at"),
        moment("first_dispatched_at"),
        version("dispatch_version"),
        moment("dispatched_at"),
        moment("due_at"),
        text("unit"),
        text("owner"),
        sa.Column("hops", sa.Integer(), nullable=True),
        version("sign_version"),
        moment("last_signed_at"),
        version("report_version"),
        moment("last_reported_at"),
        text("reported_result"),
        version("close_version"),
        moment("last_closed_at"),
        text("closed_result"),
        moment("signed_at", since_dispatch("last_signed_at", "sign_version")),
        moment("reported_at", since_dispatch("last_reported_at", "report_version")),
        moment("closed_at", since_dispatch("last_closed_at", "close_version")),
        text("result", sa.Computed(RESULT, persisted=True)),
        sa.PrimaryKeyConstraint("complaint_number"),
        postgresql_with={"fillfactor": "70"},
    )
    op.create_index("cases_closed_at", "cases", ["closed_at"])
    op.create_index("cases_due_at", "cases", ["due_at"])
    op.create_index("cases_first_dispatched_at", "cases", ["first_dispatched_at"])
    op.create_index("cases_received_at", "cases", ["received_at"])


def create_other_facts() -> None:
    """Notices, messages put aside anywhere, and when facts were rebuilt."""
    op.create_table(
        "notices",
        text("notice_id", nullable=False),
        version("rank"),
        text("outcome", nullable=False),
        moment("at", nullable=False),
        text("unit"),
        text("case_number"),
        text("reason", nullable=False),
        text("transport", nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("notice_id"),
    )
    op.create_index("notices_at", "notices", ["at"])
    op.create_table(
        "parked",
        text("service", nullable=False),
        text("consumer", nullable=False),
        text("message_id", nullable=False),
        text("message_type"),
        text("stream", nullable=False),
        sa.Column("stream_sequence", sa.BigInteger(), nullable=False),
        text("reason", nullable=False),
        moment("parked_at", nullable=False),
        sa.PrimaryKeyConstraint("service", "consumer", "message_id"),
    )
    op.create_table(
        "rebuilds",
        moment("started_at", nullable=False, server_default=sa.func.now()),
        moment("finished_at"),
        sa.PrimaryKeyConstraint("started_at"),
    )


def create_directory() -> None:
    """Names of units and categories."""
    op.create_table(
        "categories",
        text("code", nullable=False),
        version("version"),
        text("name_zh", nullable=False),
        text("name_en", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        text("parent"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "units",
        text("code", nullable=False),
        version("version"),
        text("name_zh", nullable=False),
        text("name_en", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )


def create_messaging() -> None:
    """Inbox, outbox, and this service's own messages put aside."""
    op.create_table(
        "inbox",
        text("consumer", nullable=False),
        text("message_id", nullable=False),
        moment("handled_at", nullable=False, server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("consumer", "message_id"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        text("event_type", nullable=False),
        text("subject", nullable=False),
        text("source", nullable=False),
        text("aggregate_id", nullable=False),
        sa.Column("aggregate_version", sa.Integer(), nullable=False),
        moment("time", nullable=False),
        text("correlation_id", nullable=False),
        sa.Column("causation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("traceparent", sa.Text(), server_default="", nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        moment("created_at", nullable=False, server_default=sa.func.now()),
        moment("published_at"),
        sa.Column("stream_sequence", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        text("last_error"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id"),
    )
    op.create_index("outbox_sequence", "outbox", ["stream_sequence"])
    op.create_index(
        "outbox_waiting",
        "outbox",
        ["id"],
        unique=False,
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "parked_messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        text("consumer", nullable=False),
        text("message_id", nullable=False),
        text("message_type"),
        text("subject", nullable=False),
        text("stream", nullable=False),
        sa.Column("stream_sequence", sa.BigInteger(), nullable=False),
        sa.Column("deliveries", sa.Integer(), nullable=False),
        text("reason", nullable=False),
        sa.Column("headers", JSONB(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        moment("parked_at", nullable=False, server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("consumer", "message_id"),
    )
