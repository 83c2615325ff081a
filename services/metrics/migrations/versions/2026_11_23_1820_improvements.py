"""What is done beside the cases: acts on the other ledgers' entries, and guides as they were revised.

New tables only; `rebuild` adds what was said before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The release before this one passes their events over."""
    op.create_table(
        "entry_acts",
        sa.Column("ledger", sa.Text(), primary_key=True),
        sa.Column("entry", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("unit", sa.Text()),
        sa.Column("cause", sa.Text()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("flag", sa.Boolean()),
    )
    op.create_index("entry_acts_by_kind", "entry_acts", ["ledger", "kind", "at"])
    op.create_table(
        "revisions",
        sa.Column("item_code", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("unit", sa.Text()),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("previous", sa.Integer()),
        *_pair("steps", sa.Integer()),
        *_pair("materials", sa.Integer()),
        *_pair("fen", sa.BigInteger()),
        *_pair("days", sa.Integer(), nullable=True),
    )
    op.create_index("revisions_at", "revisions", ["at"])
    op.create_table(
        "removals",
        sa.Column("item_code", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("place", sa.SmallInteger(), primary_key=True, autoincrement=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("element", "name_zh", "name_en", "reason", "basis")
        ),
    )


def downgrade() -> None:
    """Forget them; a rebuild finds them again."""
    for name in ("removals", "revisions", "entry_acts"):
        op.drop_table(name)


def _pair(
    name: str, kind: sa.Integer | sa.BigInteger, *, nullable: bool = False
) -> list[sa.Column[int]]:
    return [sa.Column(f"{name}_{each}", kind, nullable=nullable) for each in ("before", "after")]
