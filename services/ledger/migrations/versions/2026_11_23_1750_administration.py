"""The log of changes of the organisation, and departures of staff. Additions only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_23_1750"
down_revision = "2026_11_23_1740"

MOMENT = sa.DateTime(timezone=True)
_GUARD = """
CREATE TRIGGER organisation_changes_are_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON organisation_changes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_trail()
"""


def upgrade() -> None:
    """Two tables; the log is guarded as the trail is."""
    op.create_table(
        "organisation_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("before", JSONB(none_as_null=True)),
        sa.Column("after", JSONB(none_as_null=True)),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
    )
    op.create_index("organisation_changes_by_version", "organisation_changes", ["version"])
    op.execute(_GUARD)
    op.create_table(
        "staff_departures",
        sa.Column("staff_id", sa.Text(), primary_key=True),
        sa.Column("successor_id", sa.Text()),
        sa.Column("ordered_by", sa.Text(), nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("handed", sa.Integer(), nullable=False, server_default="0"),
    )
