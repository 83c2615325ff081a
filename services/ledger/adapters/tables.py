"""The tables of tasks and of what goes with messages. Only migrations create tables; a test compares.

Tasks refer to units, staff and categories by code without foreign keys: the directory is never deleted
from (entries become inactive), and a check a row would cost registration a fifth of its speed.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.ledger.adapters.metadata import LIST, METADATA, MOMENT, NO_TEXTS
from shared.messaging.inbox import inbox_table
from shared.messaging.outbox import outbox_table
from shared.messaging.parking import parked_table

IN_HANDS = (
    "state IN ('dispatched', 'signed', 'handling', 'return_pending', 'extension_pending', "
    "'paused', 'reported', 'call_back')"
)
"""A unit has it, and it is not over."""

OUTBOX = outbox_table(METADATA)
INBOX = inbox_table(METADATA)
PARKED = parked_table(METADATA)

REMEMBERED: tuple[Column[Any], ...] = (
    Column("decline_reason", Text),
    Column("referral", Text),
    Column("master_number", Text),
    Column("root_cause", Text),
    Column("unresolved_reason", Text),
    Column("auditor_id", Text),
    Column("supervision", Text),
    Column("plan", Text),
    Column("written_off_by", Text),
    Column("original_due_at", MOMENT),
    Column("replied_at", MOMENT),
    Column("audited_at", MOMENT),
    Column("promised_at", MOMENT),
    Column("written_off_at", MOMENT),
    Column("resolved", Boolean),
    Column("satisfied", Boolean),
    Column("assist_units", ARRAY(Text)),
    Column("recused", ARRAY(Text)),
    Column("contacts", LIST),
    Column("measures", LIST),
    Column("returns", LIST),
    Column("extensions", LIST),
    Column("call_backs", LIST),
    Column("pauses", LIST),
    Column("redo_count", SmallInteger, nullable=False, server_default="0"),
    Column("cycle", SmallInteger, nullable=False, server_default="1"),
    Column("final", Boolean, nullable=False, server_default=text("false")),
)
"""What a task learns after its registration. An empty list is NULL: registration writes none of them."""
TASKS = Table(
    "tasks",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("complaint_number", Text),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("category_code", Text),
    Column("district_code", Text),
    Column("service_item_code", Text),
    Column("reporter_key", Text),
    Column("urgency", Text),
    Column("confidential", Boolean, nullable=False),
    Column("has_contact", Boolean, nullable=False),
    Column("wants_reply", Boolean, nullable=False),
    Column("language", Text, nullable=False),
    Column("occurred_at", MOMENT),
    Column("received_at", MOMENT, nullable=False),
    Column("registered_at", MOMENT, nullable=False),
    Column("unit_code", Text),
    Column("owner_id", Text),
    Column("hop", SmallInteger, nullable=False),
    Column("rule_code", Text),
    Column("dispatched_at", MOMENT),
    Column("due_at", MOMENT),
    Column("sign_by", MOMENT),
    Column("contact_by", MOMENT),
    Column("deadline_rule", Text),
    Column("deadline_revision", SmallInteger),
    Column("calendar_version", Text),
    Column("signed_at", MOMENT),
    Column("reported_at", MOMENT),
    Column("reporter_id", Text),
    Column("result", Text),
    Column("closed_at", MOMENT),
    *REMEMBERED,
    # With the primary key this keeps a complaint from ever becoming two tasks, without a second index.
    CheckConstraint("complaint_number = task_number", name="one_number_for_everybody"),
    Index("tasks_by_registration", "registered_at", "task_number"),
    Index(
        "tasks_open_by_owner",
        "owner_id",
        "due_at",
        "task_number",
        postgresql_where=text(IN_HANDS),
    ),
    Index(
        "tasks_open_by_unit",
        "unit_code",
        "due_at",
        "task_number",
        postgresql_where=text(IN_HANDS),
    ),
    Index(
        "tasks_clock_runs",
        "due_at",
        "task_number",
        postgresql_where=text(
            "state IN ('dispatched', 'signed', 'handling', 'return_pending', 'extension_pending')"
        ),
    ),
    Index(
        "tasks_reported",
        "reported_at",
        "task_number",
        postgresql_where=text("state IN ('reported', 'call_back')"),
    ),
    Index(
        "tasks_in_tray",
        "registered_at",
        "task_number",
        postgresql_where=text("state IN ('registered', 'accepted')"),
    ),
    Index(
        "tasks_by_assistant",
        "assist_units",
        postgresql_using="gin",
        postgresql_where=text("assist_units IS NOT NULL"),
    ),
    Index(
        "tasks_by_master",
        "master_number",
        postgresql_where=text("master_number IS NOT NULL"),
    ),
)
REPORTS = Table(
    "reports",
    METADATA,
    Column("task_number", Text, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("result", Text, nullable=False),
    Column("public_reply", Text, nullable=False),
    Column("measures", ARRAY(Text), nullable=False, server_default=NO_TEXTS),
    Column("note", Text, nullable=False, server_default=""),
    Column("reported_by", Text, nullable=False),
    Column("reported_at", MOMENT, nullable=False),
)
