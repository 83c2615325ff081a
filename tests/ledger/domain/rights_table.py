"""docs/rights.md, worked out from the guards: `python -m tests.ledger.domain.rights_table` writes it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from services.ledger.domain.permissions import LEDGER
from services.ledger.domain.scope import is_shielded, may_see
from services.ledger.domain.states import OPEN_STATES
from services.ledger.domain.task import (
    Action,
    Actor,
    Extension,
    Measure,
    Return,
    State,
    Supervision,
    Task,
    allowed,
)
from tests.ledger.domain.people import NOW

PAGE = Path(__file__).parents[3] / "docs" / "rights.md"
LEAD, HELPS, OTHER = "market", "housing", "police"
FOOD = frozenset({"food-safety"})

PEOPLE: dict[str, Actor] = {
    "owner 责任人": Actor("zhang-wei", LEAD, frozenset({"owner"})),
    "colleague 同单位": Actor("gao-xiang", LEAD, frozenset({"owner"})),
    "head 单位负责人": Actor("zhao-lei", LEAD, frozenset({"unit_head"})),
    "assisting unit 协办": Actor("ma-chao", HELPS, frozenset({"owner"})),
    "other unit 其他单位": Actor("he-ping", OTHER, frozenset({"owner", "unit_head"})),
    "dispatcher 派单员": Actor("chen-jing", "hotline", frozenset({"dispatcher"})),
    "supervisor 督办": Actor("zhou-min", None, frozenset({"supervisor"})),
    "auditor 审核员": Actor("wu-gang", None, frozenset({"auditor"})),
    "other category 其他类别": Actor("li-na", "hotline", frozenset({"dispatcher"}), FOOD),
    "recused 回避的人": Actor("song-jie", "hotline", frozenset({"dispatcher"})),
}
HEAD = """# Who may see what, and do what

Written from the guards in `services/ledger/domain/permissions.py` and `scope.py` by
`python -m tests.ledger.domain.rights_table`; a test compares. Rights follow from the role, from the unit
(lead, assisting, other) and from the category: an entry of `staff` with `categories` holds its roles for
these and those below them only. Whoever owns a task sees it whatever its category.

- **Recused 回避**: neither sees the task nor acts on it, whatever the role; it is in none of their lists.
- **Auditors** read everything of their categories and change nothing, also where they hold another role.
- **Confidential 保密**: every unit that handles the task, assists, or said that it is not theirs counts as
  the one complained about; so does a dispatcher or supervisor who works in it. They see what was said
  (masked, without the surname) and what was done, and not: the contact, how and when it came in, what the
  person said in conversations, why somebody keeps out. They cannot speak with the person; the centre does.
- **Process log 过程日志**: supervisors and auditors take it along, of the tasks they see; no words and
  no names are in it, nor how a confidential complaint came in.
- An act is offered in the states its guard allows. ✓ allowed in some state, **c** only where who complained
  is not confidential, **k** only where it is.

| | {people} |
|--|{lines}|
"""


def page() -> str:
    """The whole page."""
    people = " | ".join(PEOPLE)
    head = HEAD.format(people=people, lines="--|" * (len(PEOPLE) - 1) + "--")
    rows = [_row("*sees it*", [_sees(by) for by in PEOPLE.values()])]
    rows.append(
        _row("*reads what the person said when called*", [_learns(by) for by in PEOPLE.values()])
    )
    for action in Action:
        cells = [_may(action, by) for by in PEOPLE.values()]
        if action is not Action.REGISTER and any(cells):
            rows.append(_row(f"`{action.value}`", cells))
    return head + "".join(rows)


def tasks(*, confidential: bool = False) -> Iterator[Task]:
    """A task in each state, with and without what an act may need."""
    plain = Task(
        "261123-000001-00",
        category_code="city-lighting",
        confidential=confidential,
        recused=("song-jie",),
    )
    sent = replace(
        plain,
        unit_code=LEAD,
        owner_id="zhang-wei",
        assist_units=(HELPS,),
        dispatched_at=NOW,
        due_at=NOW + timedelta(days=7),
    )
    asked = Return(NOW, "zhang-wei", LEAD, "不属本单位", "第八条")
    more = Extension(NOW, "zhang-wei", 2, "等配件", NOW + timedelta(days=7))
    for state in State:
        yield replace(plain, state=state)
        yield replace(
            sent,
            state=state,
            measures=(Measure("换灯泡"),),
            supervision=Supervision.REMINDED,
            returns=(asked,) if state is State.RETURN_PENDING else (),
            extensions=(more,) if state is State.EXTENSION_PENDING else (),
        )


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |\n"


def _sees(by: Actor) -> str:
    """Where a unit is responsible."""
    return "✓" if any(may_see(by, task) for task in tasks() if task.unit_code) else ""


def _learns(by: Actor) -> str:
    return _cell(
        *(
            any(
                may_see(by, task) and not is_shielded(task, by)
                for task in tasks(confidential=confidential)
                if task.unit_code and task.state in OPEN_STATES
            )
            for confidential in (False, True)
        )
    )


def _may(action: Action, by: Actor) -> str:
    return _cell(
        *(
            any(action in allowed(task, by) for task in tasks(confidential=confidential))
            for confidential in (False, True)
        )
    )


def _cell(open_: bool, confidential: bool) -> str:
    if open_ and confidential:
        return "✓"
    return "c" if open_ else "k" if confidential else ""


if __name__ == "__main__":
    assert LEDGER not in PEOPLE
    PAGE.write_text(page())
