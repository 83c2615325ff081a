"""Codes with which people set a password of their own. A new table only."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1840"
down_revision = "2026_11_23_1830"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """One table."""
    op.create_table(
        "sign_in_codes",
        sa.Column("staff_id", sa.Text(), primary_key=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("good_until", MOMENT, nullable=False),
    )
