"""What revealing a contact needs from outside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.ledger.domain.task import Purpose
from shared.revealing.answer import Revealed


class IntakeAway(Exception):
    """Intake does not answer; nobody was told anything, and it may be asked again."""


class ContactUnreadable(Exception):
    """Intake answered, and not with a contact; `reason` is its code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooManyContacts(Exception):
    """The officer has asked as often as one may; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait.total_seconds():.0f} s")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks intake about which complaint, and what for."""

    question_id: UUID
    complaint_number: str
    staff_id: str
    unit_code: str | None
    purpose: Purpose


class Contacts(Protocol):
    """Where contacts are asked for."""

    async def ask(self, asked: Asked) -> Revealed:
        """How to reach the person. Raises `IntakeAway`, `ContactUnreadable`."""
        ...


class ContactQuestions(Protocol):
    """How often each officer asked."""

    async def count(self, question_id: UUID, staff_id: str, number: str, at: datetime) -> None:
        """Count this question. Raises `TooManyContacts` instead of counting one too many."""
        ...

    async def forget(self, question_id: UUID) -> None:
        """The question was not asked, or not answered: it does not count."""
        ...
