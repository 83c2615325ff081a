"""Whom a task can be sent to, as choices in a form."""

from collections.abc import Sequence

from services.ledger.domain.organisation import Organisation
from services.ledger.domain.task import Task
from shared.language import Text

Recipients = Sequence[tuple[Text, Sequence[tuple[str, Text]]]]
"""By unit: the value of a choice, `unit` or `unit/owner`, and its words."""
HANDLES = frozenset({"owner", "unit_head"})


def recipients(organisation: Organisation, task: Task | None = None) -> Recipients:
    """Units, each with “by turns” and its people who handle tasks; where it already is, is left out."""
    owner = task.owner_id if task else None
    here = task.unit_code if task else None
    groups = []
    for unit in organisation.units:
        people = [
            (f"{unit.code}/{person.staff_id}", Text(person.name, person.name))
            for person in organisation.staff_of(unit.code)
            if HANDLES.intersection(person.roles)
            if owner is None or person.staff_id != owner
        ]
        if unit.active and people:
            in_turn = (
                unit.code,
                Text(f"{unit.name_zh}（按轮次）", f"{unit.name_en} (next in turn)"),
            )
            first = [in_turn] if unit.code != here else []
            groups.append((Text(unit.name_zh, unit.name_en), [*first, *people]))
    return groups
