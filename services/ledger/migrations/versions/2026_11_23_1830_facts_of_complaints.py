"""Who complained, as a pseudonym, and how urgent it is; since when the clock watches. Additions only."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1830"
down_revision = "2026_11_23_1760"


def upgrade() -> None:
    """When the clock began to watch; two columns, and the index that finds a person's other cases."""
    op.add_column("tasks", sa.Column("reporter_key", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("urgency", sa.Text(), nullable=True))
    op.create_index(
        "tasks_of_reporter",
        "tasks",
        ["reporter_key", "registered_at"],
        postgresql_where=sa.text("reporter_key IS NOT NULL"),
    )
    begun_at = sa.Column("begun_at", sa.DateTime(timezone=True), primary_key=True)
    op.create_table("timer_start", begun_at)
    op.execute(
        "INSERT INTO timer_start SELECT min(fired_at) FROM timer_firings HAVING count(*) > 0"
    )
