"""Who keeps out of which task. A new table: the release before goes on beside it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1840"
down_revision = "2026_11_23_1710"


def upgrade() -> None:
    """Filled by what the ledger tells from now on."""
    op.create_table(
        "recusals",
        sa.Column("task_number", sa.Text(), primary_key=True),
        sa.Column("staff_id", sa.Text(), primary_key=True),
    )
