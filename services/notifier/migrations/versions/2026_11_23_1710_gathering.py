"""Letters that carry several notices. Additions only: the release before goes on sending one by one."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1710"
down_revision = "2026_11_23_0900"


def upgrade() -> None:
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
