"""Who can keep out of a task, and who can take over, as choices in the form."""

from services.ledger.domain.organisation import Organisation, Staff
from services.ledger.domain.task import Actor, Task
from shared.language import Text

Choices = list[tuple[str, Text]]


def recusable(organisation: Organisation, task: Task, by: Actor) -> Choices:
    """Oneself; for whoever decides about others also everybody of the unit and of the centre."""
    decides = by.has("dispatcher", "supervisor")
    if not decides and not by.heads(task.unit_code):
        return [_choice(each) for each in organisation.staff if each.staff_id == by.staff_id]
    people = [each for each in organisation.staff if each.active and "auditor" not in each.roles]
    near = {task.unit_code, *task.assist_units}
    return [
        _choice(each)
        for each in people
        if each.staff_id not in task.recused
        if each.unit_code in near
        or (decides and {"dispatcher", "supervisor"} & set(each.roles))
        or each.staff_id == by.staff_id
    ]


def successors(organisation: Organisation, task: Task) -> Choices:
    """The unit's people who handle tasks, without the owner and those who keep out."""
    people = organisation.staff_of(task.unit_code) if task.unit_code else []
    out = {task.owner_id, *task.recused}
    return [
        _choice(each)
        for each in people
        if {"owner", "unit_head"} & set(each.roles) and each.staff_id not in out
    ]


def _choice(person: Staff) -> tuple[str, Text]:
    return person.staff_id, Text(person.name, person.name)
