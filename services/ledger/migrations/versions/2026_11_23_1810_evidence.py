"""Evidence of tasks: what is known of each file. A new table only, which nobody can change, only add to."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1810"
down_revision = "2026_11_23_1760"

_GUARDS = (
    """
    CREATE FUNCTION refuse_to_change_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'evidence stays as it is: % is not possible', lower(TG_OP)
            USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    """
    CREATE TRIGGER evidence_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_evidence()
    """,
)


def upgrade() -> None:
    """The table, how it is looked at, and its guard."""
    op.create_table(
        "evidence",
        sa.Column("evidence_id", sa.Uuid(), primary_key=True),
        sa.Column("task_number", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_from_units", sa.Boolean(), nullable=False),
    )
    op.create_index("evidence_of_task", "evidence", ["task_number", "sequence"])
    op.create_index("evidence_by_digest", "evidence", ["digest"])
    for statement in _GUARDS:
        op.execute(statement)
