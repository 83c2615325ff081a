"""Service items: each with snapshots of its guide, which nobody can change, and perhaps a draft.

Only new tables: the release before this one knows nothing of them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_1730"
down_revision = "2026_11_23_1725"

MOMENT = sa.DateTime(timezone=True)
JSONB = postgresql.JSONB(astext_type=sa.Text())
_GUARDS = (
    """
    CREATE FUNCTION refuse_to_change_a_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a published snapshot stays as it is: % is not possible', lower(TG_OP)
            USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    """
    CREATE TRIGGER snapshots_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON service_item_snapshots
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_a_snapshot()
    """,
)


def upgrade() -> None:
    """Three tables, and the guard of one."""
    _items()
    _guides()
    for statement in _GUARDS:
        op.execute(statement)


def _items() -> None:
    op.create_table(
        "service_items",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), server_default="", nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), server_default="", nullable=False),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index(
        "service_items_by_unit",
        "service_items",
        ["unit_code"],
        postgresql_where=sa.text("unit_code IS NOT NULL"),
    )


def _guides() -> None:
    op.create_table(
        "service_item_snapshots",
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guide", JSONB, nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("removals", JSONB, server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column(
            "task_numbers",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
        ),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("item_code", "version"),
    )
    op.create_table(
        "service_item_drafts",
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("guide", JSONB, nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=False),
        sa.Column("edited_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("item_code"),
    )
