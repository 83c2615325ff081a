"""What is done to cases on their way, and due dates that move. Additions only.

What is known already is kept; `rebuild` adds the acts of the time before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The table of acts, and columns for dates that move and for what ends without a unit."""
    op.create_table(
        "acts",
        sa.Column("case_number", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
    )
    op.create_index("acts_by_kind", "acts", ["kind", "at"])
    op.add_column("cases", sa.Column("original_due_at", MOMENT, nullable=True))
    for name in ("due_version", "end_version"):
        op.add_column("cases", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("cases", sa.Column("ended_at", MOMENT, nullable=True))
    op.execute("UPDATE cases SET original_due_at = due_at, due_version = dispatch_version")
