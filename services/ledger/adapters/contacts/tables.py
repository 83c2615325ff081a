"""Questions for a contact: who asked, when, for which task. What was answered is nowhere."""

from sqlalchemy import Column, Index, Table, Text, Uuid

from services.ledger.adapters.metadata import METADATA, MOMENT

CONTACT_QUESTIONS = Table(
    "contact_questions",
    METADATA,
    Column("question_id", Uuid, primary_key=True),
    Column("staff_id", Text, nullable=False),
    Column("task_number", Text, nullable=False),
    Column("asked_at", MOMENT, nullable=False),
    Index("contact_questions_by_staff", "staff_id", "asked_at"),
)
