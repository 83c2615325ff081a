"""The trail proves itself: a digest in each entry, daily anchors, and the database guards both.

The release before this one goes on writing entries without a digest; they are sealed afterwards, by the
next migration and then by the service. That is the one update the database lets through.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1500"
down_revision = "2026_11_23_0900"

_GUARDS = (
    """
    CREATE FUNCTION let_the_trail_be_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.digest IS NULL AND NEW.digest IS NOT NULL
            AND to_jsonb(OLD) - 'digest' = to_jsonb(NEW) - 'digest'
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the trail is append-only: update is not possible'
            USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    "DROP TRIGGER trail_is_append_only ON trail",
    """
    CREATE TRIGGER trail_is_append_only BEFORE DELETE OR TRUNCATE ON trail
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_trail()
    """,
    """
    CREATE TRIGGER trail_is_sealed_once BEFORE UPDATE ON trail
    FOR EACH ROW EXECUTE FUNCTION let_the_trail_be_sealed()
    """,
    """
    CREATE TRIGGER anchors_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_anchors
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_trail()
    """,
    """
    CREATE TRIGGER anchor_heads_are_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_anchor_heads
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_trail()
    """,
)


def upgrade() -> None:
    """Quick, whatever the size of the trail: nothing is rewritten while the tables are locked."""
    op.add_column("trail", sa.Column("digest", sa.LargeBinary(), nullable=True))
    op.create_index("trail_by_moment", "trail", ["at"], postgresql_using="brin")
    op.create_index(
        "trail_unsealed",
        "trail",
        ["task_number"],
        postgresql_where=sa.text("digest IS NULL"),
    )
    _anchors()
    for statement in _GUARDS:
        op.execute(statement)


def _anchors() -> None:
    """One row a day, and the entries it stands for."""
    op.create_table(
        "trail_anchors",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tasks", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "trail_anchor_heads",
        sa.Column("task_number", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("task_number", "sequence"),
    )
    op.create_index("trail_anchor_heads_by_day", "trail_anchor_heads", ["day"])
