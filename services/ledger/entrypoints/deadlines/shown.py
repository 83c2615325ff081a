"""Rules, calendars and what a change would do, as the API shows them."""

from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from services.ledger.domain.deadline import Deadline
from services.ledger.domain.deadline_rules import DeadlineRule
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.plain import plain
from services.ledger.entrypoints.deadlines.bodies import CONDITIONS
from services.ledger.handlers.deadlines.changes import Proposal
from services.ledger.handlers.deadlines.ports import CalendarVersion, PastRun
from shared.events.envelope import Code
from shared.language import Language, Text
from shared.web.common_problems import not_found

Shown = dict[str, object]
_CODE: TypeAdapter[str] = TypeAdapter(Code)


def code_of(value: str) -> str:
    """A code from an address. Raises 404 for what cannot be one."""
    try:
        return _CODE.validate_python(value)
    except ValidationError:
        raise not_found() from None


def rule(each: DeadlineRule) -> Shown:
    """A rule, its sets sorted."""
    sets = {name: sorted(getattr(each, name)) for name in CONDITIONS}
    return {**asdict(each), **sets, "unit": each.unit.value, "purpose": each.purpose.value}


def rulebook(book: Rulebook) -> Shown:
    """Rules in order, retired ones included; limits; the calendar's version."""
    return {
        "version": book.version,
        "rules": [rule(each) for each in book.rules],
        "limits": [asdict(each) for each in book.limit_entries],
        "calendar_version": book.calendar.version,
    }


def choice(due: Deadline, language: Language) -> Shown:
    """The rule that was chosen, and when the task would be due."""
    return {
        "rule": due.rule_code,
        "due_at": plain(due.due_at),
        "provisional": due.provisional,
        "basis": Text(due.basis_zh, due.basis_en).in_(language),
    }


def proposal(found: Proposal) -> Shown:
    """What a change would do; `first` are up to twenty of the tasks that would move."""
    first = [
        {"task_number": task.number, "due_at": plain(task.due_at), "would_be": plain(due)}
        for task, due in found.preview.first
    ]
    return {
        "changes": found.changed.anything,
        "calendar_version": found.changed.rulebook.calendar.version,
        "open_tasks": found.preview.open,
        "would_move": found.preview.moving,
        "first": first,
    }


def calendar_version(each: CalendarVersion) -> Shown:
    """One line of the list."""
    return {name: plain(value) for name, value in asdict(each).items()}


def run(each: PastRun) -> Shown:
    """One recomputation."""
    return {name: plain(value) for name, value in asdict(each).items()}
