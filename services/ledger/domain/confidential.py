"""What a reader who must not know who complained 保密 gets to see: everything but what tells it.

Source: 济南§32, 信访工作条例§30, 潍坊§11 (the complained-of party is not told who complained).
"""

from collections.abc import Mapping
from dataclasses import replace

from services.ledger.domain.states import Action
from services.ledger.domain.task_facts import Task
from services.ledger.domain.trail import Facts, TrailEntry

SPOKEN = frozenset({Action.CONTACT, Action.CALL_BACK, Action.REVEAL, Action.RECUSE})
"""Acts whose note repeats what the person said, or who it is: whose relative keeps out, for one."""
_RECORDS = ("contacts", "call_backs")


def without_person(task: Task) -> Task:
    """The task; of conversations with the person only that there were some, when and with what result."""
    return replace(
        task,
        contacts=tuple(replace(each, note="") for each in task.contacts),
        call_backs=tuple(replace(each, note="") for each in task.call_backs),
    )


def without_words(entry: TrailEntry, withheld: str) -> TrailEntry:
    """The trail entry likewise; how the complaint came in is `withheld`."""
    silent = entry.action in SPOKEN
    through = withheld if entry.action is Action.REGISTER else entry.through
    return replace(
        entry,
        through=through,
        before=_silenced(entry.before, silent),
        after=_silenced(entry.after, silent),
    )


def _silenced(facts: Facts, silent: bool) -> Facts:
    kept = {name: value for name, value in facts.items() if not (silent and name == "note")}
    return kept | {name: _without_notes(kept[name]) for name in _RECORDS if name in kept}


def _without_notes(records: object) -> object:
    if not isinstance(records, list):
        return records
    return [
        {**each, "note": ""} if isinstance(each, Mapping) and "note" in each else each
        for each in records
    ]
