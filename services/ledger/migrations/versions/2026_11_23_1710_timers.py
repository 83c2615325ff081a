"""Timers: what the clock has called for already. Additions only; the release before goes on beside them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1710"
down_revision = "2026_11_23_1600"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """One table, and an index for requests to return that wait."""
    op.create_table(
        "timer_firings",
        sa.Column("task_number", sa.Text(), primary_key=True),
        sa.Column("alarm", sa.Text(), primary_key=True),
        sa.Column("about", MOMENT, primary_key=True),
        sa.Column("fired_at", MOMENT, nullable=False),
    )
    op.create_index(
        "timer_firings_by_moment", "timer_firings", ["fired_at"], postgresql_using="brin"
    )
    op.create_index(
        "tasks_return_pending",
        "tasks",
        ["task_number"],
        postgresql_where=sa.text("state = 'return_pending'"),
    )
