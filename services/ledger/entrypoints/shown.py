"""Tasks as the API shows them. Moments are ISO 8601 in UTC; words are in the language asked for."""

from dataclasses import asdict, fields
from datetime import date

from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.light import light
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.plain import plain as to_json
from services.ledger.domain.task import State, Task
from services.ledger.domain.trail import TrailEntry
from services.ledger.entrypoints.bodies import callable_acts
from services.ledger.entrypoints.deadlines.explaining import Explained
from services.ledger.entrypoints.desk import Visit
from services.ledger.handlers.lists import ListedTask, StoredReport, WholeTask
from shared.language import Language, Text

Shown = dict[str, object]


def listed(each: ListedTask, visit: Visit, rulebook: Rulebook, language: Language) -> Shown:
    """A task as a list has it."""
    task = {field.name: getattr(each.task, field.name) for field in fields(Task)}
    words = {name: value for name, value in asdict(each).items() if name != "task"}
    seen = light(each.task, visit.now, rulebook)
    return {
        "task_number": task.pop("number"),
        **plain(words),
        **plain(task),
        "deadline": {
            "light": seen.colour.value,
            "words": Text(seen.zh, seen.en).in_(language),
            "working_days_left": seen.days,
        },
    }


def whole(each: WholeTask, visit: Visit, rulebook: Rulebook, language: Language) -> Shown:
    """A task with its words, its trail, its reports and what the reader may do."""
    return {
        **listed(each.listed, visit, rulebook, language),
        "content": each.content,
        "has_contact": each.has_contact,
        "occurred_at": _plain(each.occurred_at),
        "allowed_actions": [
            action.value for action in callable_acts(each.listed.task, visit.actor, rulebook)
        ],
        "trail": [_entry(entry, visit.organisation) for entry in each.trail],
        "reports": [_report(report) for report in each.reports],
    }


def explained(task: Task, why: Explained | None, language: Language) -> Shown:
    """How the due date came about, in words; for a task in the tray, that its clock has not started."""
    if why is None:
        waiting = Text(
            "还没有派出，期限从派出之日起算。", "Not dispatched yet; the clock starts then."
        )
        return {"task_number": task.number, "due_at": None, "basis": waiting.in_(language)}
    rule = why.rule
    return {
        "task_number": task.number,
        "due_at": _plain(task.due_at),
        "dispatched_at": _plain(task.dispatched_at),
        "original_due_at": _plain(task.original_due_at),
        "moved": why.moved.in_(language) if why.moved else None,
        "provisional": why.found.provisional,
        "paused": task.state is State.PAUSED,
        "pauses": [to_json(each) for each in task.pauses],
        "calendar_version": why.calendar.version,
        "notices": [{"year": year, "sources": list(found)} for year, found in why.notices],
        "rule": {
            "code": rule.code,
            "revision": rule.revision,
            "amount": rule.amount,
            "unit": rule.unit.value,
            "extension": rule.extension,
            "pausable": rule.pausable,
            "name": Text(rule.name_zh, rule.name_en).in_(language),
            "source": Text(rule.source_zh, rule.source_en).in_(language),
        },
        "basis": why.basis.in_(language),
        "basis_zh": why.found.basis_zh,
        "basis_en": why.found.basis_en,
        "days": [
            {
                "day": step.day.isoformat(),
                "kind": step.kind.value,
                "working_day": step.count,
                "note": Text(step.note_zh, step.note_en).in_(language),
            }
            for step in why.steps
        ],
    }


def units(organisation: Organisation) -> list[Shown]:
    """Active units with those who work there; names and roles, no addresses."""
    return [
        {
            "unit_code": unit.code,
            "name_zh": unit.name_zh,
            "name_en": unit.name_en,
            "parent_code": unit.parent_code,
            "staff": [
                {"staff_id": each.staff_id, "name": each.name, "roles": list(each.roles)}
                for each in organisation.staff_of(unit.code)
            ],
        }
        for unit in organisation.units
        if unit.active
    ]


def plain(values: dict[str, object]) -> Shown:
    """Moments and enumerations as JSON has them."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> object:
    return value.isoformat() if type(value) is date else to_json(value)


def _entry(entry: TrailEntry, organisation: Organisation) -> Shown:
    person = organisation.staff_by_id.get(entry.actor)
    shown = plain(asdict(entry))
    return {**shown, "actor_name": person.name if person else None}


def _report(report: StoredReport) -> Shown:
    return {**plain(asdict(report)), "measures": list(report.measures)}
