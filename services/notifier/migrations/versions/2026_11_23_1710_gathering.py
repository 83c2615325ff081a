"""Letters that carry several notices, and more of a task to write about.

Additions only: the release before goes on beside them, sending one by one.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_1710"
down_revision = "2026_11_23_0900"


def upgrade() -> None:
    """Letters; then which units assist, and as of which version a task is due."""
    _letters()
    op.add_column("tasks", sa.Column("assist_units", postgresql.ARRAY(sa.Text()), nullable=True))
    due_version = sa.Column("due_version", sa.Integer(), nullable=False, server_default="0")
    op.add_column("tasks", due_version)
    op.execute("UPDATE tasks SET due_version = dispatched_version")


def _letters() -> None:
    """In which letter a notice travelled, and when the last letter of a kind went to somebody."""
    op.add_column("notices", sa.Column("letter_id", sa.Uuid(), nullable=True))
    op.create_index(
        "notices_by_letter",
        "notices",
        ["letter_id"],
        postgresql_where=sa.text("letter_id IS NOT NULL"),
    )
    op.create_table(
        "gatherings",
        sa.Column("recipient_id", sa.Text(), primary_key=True),
        sa.Column("reason", sa.Text(), primary_key=True),
        sa.Column("audience", sa.Text(), primary_key=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
    )
