"""Ledgers beside the spine and the history of their entries. New tables only."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_1760"
down_revision = "2026_11_23_1750"

MOMENT = sa.DateTime(timezone=True)


def text(name: str, *, optional: bool = False) -> "sa.Column[Any]":
    """A column of words or a code."""
    return sa.Column(name, sa.Text(), nullable=optional)


def entry() -> "list[sa.Column[Any]]":
    """What every entry has."""
    return [
        sa.Column("number", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        text("unit_code", optional=True),
        text("entered_by"),
        sa.Column("entered_at", MOMENT, nullable=False),
    ]


def upgrade() -> None:
    """One after the other."""
    op.create_table(
        "entry_history",
        sa.Column("ledger", sa.Text(), primary_key=True),
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        text("actor"),
        text("through"),
        text("action"),
        text("words"),
    )
    _quick_fixes()
    _service_measures()
    _pain_points()
    _liaison()


def _quick_fixes() -> None:
    op.create_table(
        "quick_fixes",
        *entry(),
        text("what"),
        text("place"),
        text("found_by"),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        text("owner_id", optional=True),
        text("task_number", optional=True),
        text("state"),
        text("proof"),
        text("mended_by", optional=True),
        sa.Column("mended_at", MOMENT),
    )
    op.create_index("quick_fixes_by_state", "quick_fixes", ["state", "number"])
    op.create_index(
        "quick_fixes_of_task",
        "quick_fixes",
        ["task_number"],
        postgresql_where=sa.text("task_number IS NOT NULL"),
    )


def _service_measures() -> None:
    op.create_table(
        "service_measures",
        *entry(),
        text("promise"),
        text("for_whom"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column(
            "source_tasks",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            server_default=sa.text("'{}'::text[]"),
        ),
        text("service_item_code", optional=True),
        text("state"),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date()),
    )
    op.create_index("service_measures_by_state", "service_measures", ["state", "number"])
    op.create_table(
        "measure_uses",
        sa.Column("measure", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        text("recorded_by"),
    )


def _pain_points() -> None:
    op.create_table(
        "pain_points",
        *entry(),
        text("what"),
        text("obstacle"),
        text("cause"),
        text("step"),
        text("heard_at"),
        text("task_number", optional=True),
        sa.Column("claim_by", sa.Date(), nullable=False),
        text("state"),
        text("claimed_by", optional=True),
        sa.Column("claimed_at", MOMENT),
        text("progress"),
        text("outcome", optional=True),
        text("resolution"),
        sa.Column("measure", sa.BigInteger()),
        text("service_item_code", optional=True),
        sa.Column("resolved_at", MOMENT),
    )
    columns = ["state", "obstacle", "cause", "number"]
    op.create_index("pain_points_by_state", "pain_points", columns)
    op.create_index("pain_points_by_measure", "pain_points", ["measure"])


def _liaison() -> None:
    op.create_table(
        "liaison",
        *entry(),
        text("staff_id"),
        text("backup_id", optional=True),
        text("kind"),
        text("partner"),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("last_contact_on", sa.Date()),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        text("state"),
    )
    op.create_index("liaison_by_next", "liaison", ["state", "next_on"])
    op.create_index("liaison_of_staff", "liaison", ["staff_id", "state"])
    op.create_table(
        "liaison_contacts",
        sa.Column("assignment", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("contact_on", sa.Date(), nullable=False),
        text("mode"),
        text("said"),
        text("recorded_by"),
    )
