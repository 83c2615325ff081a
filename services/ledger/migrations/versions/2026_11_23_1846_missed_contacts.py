"""Up to which day a missed contact has been told of. An empty column."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1846"
down_revision = "2026_11_23_1845"


def upgrade() -> None:
    """The release before this one goes on without it."""
    op.add_column("liaison", sa.Column("told_for", sa.Date()))


def downgrade() -> None:
    """Gaps are told of once more."""
    op.drop_column("liaison", "told_for")
