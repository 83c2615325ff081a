"""Rules, limits and calendars as data; a task remembers its rule's revision, and when its clock stood.

Only additions, nullable or with a default: the release before this one goes on working beside it. The
tables begin empty: the service writes what it comes with when it first looks.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_1720"
down_revision = "2026_11_23_1710"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Five tables, two columns."""
    op.add_column("tasks", sa.Column("deadline_revision", sa.SmallInteger(), nullable=True))
    op.add_column(
        "tasks", sa.Column("pauses", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    _book()
    _rules()
    _calendars()
    _recomputations()


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _texts(name: str) -> sa.Column[list[str]]:
    return sa.Column(
        name,
        postgresql.ARRAY(sa.Text()),
        server_default=sa.text("'{}'::text[]"),
        nullable=False,
    )


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, MOMENT, nullable=False)


def _book() -> None:
    op.create_table(
        "deadline_book",
        sa.Column("id", sa.SmallInteger(), server_default="1", autoincrement=False, nullable=False),
        _whole("version"),
        _text("calendar_version"),
        _moment("changed_at"),
        sa.CheckConstraint("id = 1", name="deadline_book_is_one"),
        sa.PrimaryKeyConstraint("id"),
    )


def _rules() -> None:
    op.create_table(
        "deadline_rules",
        _text("code"),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        _whole("position"),
        _text("purpose"),
        _whole("amount"),
        _text("unit"),
        _whole("extension"),
        sa.Column("pausable", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        *[_text(name) for name in ("name_zh", "name_en", "source_zh", "source_en")],
        *[_texts(name) for name in ("natures", "channels", "categories")],
        sa.Column("active", sa.Boolean(), nullable=False),
        _moment("changed_at"),
        _text("changed_by"),
        sa.PrimaryKeyConstraint("code", "revision"),
    )
    op.create_table(
        "deadline_limits",
        _text("name"),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        _whole("amount"),
        _text("source_zh"),
        _text("source_en"),
        _moment("changed_at"),
        _text("changed_by"),
        sa.PrimaryKeyConstraint("name", "revision"),
    )


def _calendars() -> None:
    op.create_table(
        "calendars",
        _text("version"),
        _whole("number"),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        _moment("changed_at"),
        _text("changed_by"),
        sa.PrimaryKeyConstraint("version"),
        sa.UniqueConstraint("number"),
    )


def _recomputations() -> None:
    op.create_table(
        "deadline_recomputations",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _text("reason"),
        _moment("begun_at"),
        _text("begun_by"),
        sa.Column("reached", sa.Text(), server_default="", nullable=False),
        sa.Column("looked_at", sa.Integer(), server_default="0", nullable=False),
        sa.Column("moved", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(
        "deadline_recomputations_open",
        "deadline_recomputations",
        ["number"],
        postgresql_where=sa.text("ended_at IS NULL"),
    )
