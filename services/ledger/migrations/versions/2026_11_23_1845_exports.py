"""Who took which list out of the house. A new table, guarded against being changed."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1845"
down_revision = "2026_11_23_1840"

GUARDS = (
    """
CREATE FUNCTION guard_exports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.count IS NULL
     AND to_jsonb(NEW) - 'count' = to_jsonb(OLD) - 'count' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the record of exports is append-only';
END $$
""",
    """
CREATE TRIGGER exports_are_append_only BEFORE UPDATE OR DELETE ON exports
FOR EACH ROW EXECUTE FUNCTION guard_exports()
""",
    """
CREATE TRIGGER exports_are_not_emptied BEFORE TRUNCATE ON exports
FOR EACH STATEMENT EXECUTE FUNCTION guard_exports()
""",
)


def upgrade() -> None:
    """How much was sent is added once, when it was."""
    op.create_table(
        "exports",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer()),
    )
    op.create_index("exports_of_staff", "exports", ["staff_id", "id"])
    for statement in GUARDS:
        op.execute(statement)


def downgrade() -> None:
    """Nobody remembers any more."""
    op.drop_table("exports")
    op.execute("DROP FUNCTION guard_exports()")
