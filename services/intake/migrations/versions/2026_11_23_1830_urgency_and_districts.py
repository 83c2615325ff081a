"""How urgent a complaint is, and the districts by name. Additions only."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1830"
down_revision = "2026_11_23_0900"


def upgrade() -> None:
    """A column that may stay empty, and a table that fills from the ledger's events."""
    op.add_column("complaints", sa.Column("urgency", sa.Text(), nullable=True))
    op.create_table(
        "districts",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Both can be filled again: from the events, and from the channels' own records."""
    op.drop_table("districts")
    op.drop_column("complaints", "urgency")
