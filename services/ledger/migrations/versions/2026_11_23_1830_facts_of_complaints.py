"""Who complained, as a pseudonym, and how urgent it is. Both may stay empty."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1830"
down_revision = "2026_11_23_1760"


def upgrade() -> None:
    """Two columns, and the index that finds a person's other cases."""
    op.add_column("tasks", sa.Column("reporter_key", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("urgency", sa.Text(), nullable=True))
    op.create_index(
        "tasks_of_reporter",
        "tasks",
        ["reporter_key", "registered_at"],
        postgresql_where=sa.text("reporter_key IS NOT NULL"),
    )
