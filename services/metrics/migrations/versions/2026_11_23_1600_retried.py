"""When a message that had been put aside was handled after all."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An empty column: the release before this one goes on without it."""
    op.add_column("parked", sa.Column("retried_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Forget it; a rebuild finds it again."""
    op.drop_column("parked", "retried_at")
