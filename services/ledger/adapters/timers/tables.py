"""What the clock has called for already, and the index that finds requests nobody answered."""

from sqlalchemy import Column, Index, Table, Text, text

from services.ledger.adapters.metadata import METADATA, MOMENT
from services.ledger.adapters.tables import TASKS

TIMER_FIRINGS = Table(
    "timer_firings",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("alarm", Text, primary_key=True),
    Column("about", MOMENT, primary_key=True),
    Column("fired_at", MOMENT, nullable=False),
    Index("timer_firings_by_moment", "fired_at", postgresql_using="brin"),
)
"""Once for each task, alarm and due date: a date that moved is another, so the alarm is set again."""

TIMER_START = Table("timer_start", METADATA, Column("begun_at", MOMENT, primary_key=True))
"""One row: when the clock first looked. What was late before that is told, and passed up to nobody."""

Index(
    "tasks_sign_by",
    TASKS.c.sign_by,
    postgresql_where=text("state = 'dispatched' AND sign_by IS NOT NULL"),
)
Index("tasks_contact_by", TASKS.c.contact_by, postgresql_where=text("contact_by IS NOT NULL"))
Index(
    "tasks_return_pending",
    TASKS.c.task_number,
    postgresql_where=text("state = 'return_pending'"),
)
