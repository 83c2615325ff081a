"""Who complained, as a pseudonym; how urgent it is, and by when a unit takes its steps; since when the
clock watches. Additions only.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1830"
down_revision = "2026_11_23_1810"

MOMENT = sa.DateTime(timezone=True)
_MAJOR = """
INSERT INTO deadline_rules (code, revision, position, purpose, amount, unit, extension, pausable,
    by_hand, name_zh, name_en, source_zh, source_en, urgencies, active, changed_at, changed_by)
SELECT 'major', 1, max(position) + 1, 'first_word', 10, 'minutes', 0, false, false,
    '电话重大紧急事项首次反馈', 'First word on a major urgent call', '蚌埠市12345热线办理规定',
    'Bengbu 12345 handling rules', '{major}', true, now(), 'ledger'
FROM deadline_rules HAVING count(*) > 0
ON CONFLICT DO NOTHING
"""
"""Comes with the software from now on; an office that has rules already gets it beside them."""


def upgrade() -> None:
    """Columns that may stay empty, and the index that finds a person's other cases; the start."""
    op.add_column("tasks", sa.Column("reporter_key", sa.Text(), nullable=True))
    op.add_column("tasks", sa.Column("urgency", sa.Text(), nullable=True))
    op.create_index(
        "tasks_of_reporter",
        "tasks",
        ["reporter_key", "registered_at"],
        postgresql_where=sa.text("reporter_key IS NOT NULL"),
    )
    _steps()
    begun_at = sa.Column("begun_at", MOMENT, primary_key=True)
    op.create_table("timer_start", begun_at)
    op.execute(
        "INSERT INTO timer_start SELECT min(fired_at) FROM timer_firings HAVING count(*) > 0"
    )


def _steps() -> None:
    """Moments by which, of what is sent from now on; rules that ask for the first word say for what."""
    for name, where in (
        ("sign_by", "state = 'dispatched' AND sign_by IS NOT NULL"),
        ("contact_by", "contact_by IS NOT NULL"),
    ):
        op.add_column("tasks", sa.Column(name, MOMENT, nullable=True))
        op.create_index(f"tasks_{name}", "tasks", [name], postgresql_where=sa.text(where))
    urgencies = sa.Column(
        "urgencies", sa.ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'::text[]")
    )
    op.add_column("deadline_rules", urgencies)
    op.execute("UPDATE deadline_rules SET urgencies = '{urgent}' WHERE code = 'urgent'")
    op.execute(_MAJOR)
