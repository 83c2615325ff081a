"""Who keeps out of a task, categories of staff, questions for contacts, sessions.

Only additions, nullable or with a default: the release before this one goes on working beside it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_1740"
down_revision = "2026_11_23_1730"

MOMENT = sa.DateTime(timezone=True)
TEXTS = postgresql.ARRAY(sa.Text())


def upgrade() -> None:
    """Two columns and two tables."""
    op.add_column("tasks", sa.Column("recused", TEXTS, nullable=True))
    none = sa.text("'{}'::text[]")
    op.add_column("staff", sa.Column("categories", TEXTS, nullable=False, server_default=none))
    _contact_questions()
    _sessions()


def _contact_questions() -> None:
    op.create_table(
        "contact_questions",
        sa.Column("question_id", sa.Uuid(), primary_key=True),
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("task_number", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
    )
    op.create_index("contact_questions_by_staff", "contact_questions", ["staff_id", "asked_at"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("session_id", sa.Uuid(), primary_key=True),
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False, comment="password or oidc"),
        sa.Column(
            "client",
            sa.Text(),
            nullable=False,
            server_default="",
            comment="what the browser says it is",
        ),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
    )
    op.create_index(
        "sessions_open",
        "sessions",
        ["staff_id", "begun_at"],
        postgresql_where=sa.text("ended_at IS NULL"),
    )
