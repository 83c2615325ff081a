"""Rows of notices as what handlers and pages know."""

import uuid
from typing import Any

from services.notifier.domain.notice import Notice, Person, State
from services.notifier.handlers.lists import Attempt, ListedCall, ListedNotice
from shared.language import Text

LISTED = """
n.id, n.recipient_id, coalesce(s.name, n.recipient_id) AS name, n.unit_code, u.name_zh, u.name_en,
n.reason, n.audience, n.task_number, n.occurrence,
coalesce(n.details->>'title', t.title, '') AS title, n.state, n.transport, n.attempts,
n.next_attempt_at, n.last_words, n.created_at, n.changed_at, n.letter_id
"""
JOINED = """
notices n LEFT JOIN staff s ON s.staff_id = n.recipient_id
  LEFT JOIN units u ON u.unit_code = n.unit_code
  LEFT JOIN tasks t ON t.task_number = n.task_number
"""
KEPT_OUT = "EXISTS (SELECT FROM recusals r WHERE r.task_number = {} AND r.staff_id = {})"
"""Whether a reader keeps out of the task that a notice is about."""
KNOWN = """
jsonb_strip_nulls(jsonb_build_object(
  'title', known_task.title, 'due_at', known_task.due_at, 'unit_zh', known_unit.name_zh,
  'unit_en', known_unit.name_en, 'owner_name', known_owner.name)) || n.details AS details
"""
"""What the words of a notice need; what was true when it was planned goes before what is today."""
KNOWN_FROM = """
LEFT JOIN tasks known_task ON known_task.task_number = n.task_number
LEFT JOIN units known_unit ON known_unit.unit_code = n.details->>'unit_code'
LEFT JOIN staff known_owner ON known_owner.staff_id = n.details->>'owner_id'
"""
PERSON = """
n.recipient_id, coalesce(s.name, '') AS name, s.unit_code, s.email,
coalesce(s.transports, '{}') AS transports, coalesce(s.language, 'zh') AS language,
coalesce(s.active, false) AS active
"""


def person(row: Any) -> Person:
    """The recipient as the directory has them; unknown people are not active."""
    return Person(
        staff_id=row["recipient_id"],
        name=row["name"],
        unit_code=row["unit_code"],
        email=row["email"],
        transports=tuple(row["transports"]),
        language=row["language"],
        active=row["active"],
    )


def notice(row: Any, *, counted: int = 0) -> Notice:
    """The notice; `counted` attempts that the row does not know of yet are added."""
    return Notice(
        id=row["id"],
        recipient=person(row),
        reason=row["reason"],
        audience=row["audience"],
        task_number=row["task_number"],
        details=row["details"],
        created_at=row["created_at"],
        attempts=row["attempts"] + counted,
        tries=row["tries"] + counted,
        exhausted=tuple(row["exhausted"]),
        correlation_id=row["correlation_id"],
    )


def listed(row: Any) -> ListedNotice:
    """The line of a list."""
    return ListedNotice(
        id=uuid.UUID(str(row["id"])),
        recipient_id=row["recipient_id"],
        recipient_name=row["name"],
        unit_code=row["unit_code"],
        unit_name=unit_name(row["unit_code"], row["name_zh"], row["name_en"]),
        reason=row["reason"],
        audience=row["audience"],
        task_number=row["task_number"],
        occurrence=row["occurrence"],
        title=row["title"],
        state=State(row["state"]),
        transport=row["transport"],
        attempts=row["attempts"],
        next_attempt_at=row["next_attempt_at"],
        last_words=row["last_words"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        letter_id=uuid.UUID(str(row["letter_id"])) if row["letter_id"] else None,
    )


def attempt(row: Any) -> Attempt:
    """One attempt."""
    return Attempt(
        number=row["number"],
        transport=row["transport"],
        asked_by=row["asked_by"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        answer=row["answer"],
        words=row["words"],
    )


def call(row: Any) -> ListedCall:
    """A call that names nobody yet."""
    return ListedCall(
        task_number=row["task_number"],
        title=row["title"],
        reason=row["reason"],
        audience=row["audience"],
        unit_name=unit_name(row["unit_code"], row["name_zh"], row["name_en"]),
        owner_id=row["owner_id"],
        called_at=row["called_at"],
    )


def unit_name(code: str | None, chinese: str | None, english: str | None) -> Text:
    """The unit's name; its code until it is listed, empty where there is none."""
    return Text(chinese or code or "", english or code or "")
