"""The full state machine: what a task remembers of contacts, measures, returns, extensions, call-backs.

Only additions, nullable or with a default: the release before this one goes on working beside it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_1600"
down_revision = "2026_11_23_1501"

MOMENT = sa.DateTime(timezone=True)
LIST = postgresql.JSONB(astext_type=sa.Text())
CLOCK_RUNS = "state IN ('dispatched', 'signed', 'handling', 'return_pending', 'extension_pending')"


def upgrade() -> None:
    """New columns, and indexes for the lists of the desk."""
    _facts()
    _lists()
    _counts()
    _indexes()


def _facts() -> None:
    """What is known once."""
    for name in (
        "decline_reason",
        "referral",
        "master_number",
        "root_cause",
        "unresolved_reason",
        "auditor_id",
        "supervision",
        "plan",
        "written_off_by",
    ):
        op.add_column("tasks", sa.Column(name, sa.Text(), nullable=True))
    for name in (
        "original_due_at",
        "replied_at",
        "audited_at",
        "promised_at",
        "written_off_at",
    ):
        op.add_column("tasks", sa.Column(name, MOMENT, nullable=True))
    for name in ("resolved", "satisfied"):
        op.add_column("tasks", sa.Column(name, sa.Boolean(), nullable=True))


def _lists() -> None:
    """What happens several times; empty is NULL, so that registration writes nothing."""
    op.add_column("tasks", sa.Column("assist_units", postgresql.ARRAY(sa.Text()), nullable=True))
    for name in ("contacts", "measures", "returns", "extensions", "call_backs"):
        op.add_column("tasks", sa.Column(name, LIST, nullable=True))


def _counts() -> None:
    """How often, and whether for good."""
    op.add_column(
        "tasks", sa.Column("redo_count", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "tasks", sa.Column("cycle", sa.SmallInteger(), server_default="1", nullable=False)
    )
    op.add_column(
        "tasks", sa.Column("final", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def _indexes() -> None:
    """The lists have more states; the queries of the release before are still within them."""
    op.drop_index("tasks_clock_runs", "tasks")
    op.create_index(
        "tasks_clock_runs", "tasks", ["due_at", "task_number"], postgresql_where=sa.text(CLOCK_RUNS)
    )
    op.drop_index("tasks_in_tray", "tasks")
    op.create_index(
        "tasks_in_tray",
        "tasks",
        ["registered_at", "task_number"],
        postgresql_where=sa.text("state IN ('registered', 'accepted')"),
    )
    op.drop_index("tasks_reported", "tasks")
    op.create_index(
        "tasks_reported",
        "tasks",
        ["reported_at", "task_number"],
        postgresql_where=sa.text("state IN ('reported', 'call_back')"),
    )
    op.create_index(
        "tasks_by_assistant",
        "tasks",
        ["assist_units"],
        postgresql_using="gin",
        postgresql_where=sa.text("assist_units IS NOT NULL"),
    )
    op.create_index(
        "tasks_by_master",
        "tasks",
        ["master_number"],
        postgresql_where=sa.text("master_number IS NOT NULL"),
    )
