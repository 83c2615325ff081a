"""What a process log says of one task: acts, moments, units and codes; no free text, and nobody's name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.ledger.domain.confidential import without_words
from services.ledger.domain.organisation import Organisation, Staff
from services.ledger.domain.states import ENDED
from services.ledger.domain.trail import TrailEntry

Value = str | int | bool | datetime
Facts = Mapping[str, Value]
"""By the name an attribute has in the log; what is not known is left out. Moments are aware."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A task's facts as they are now, and its trail, oldest first."""

    number: str
    facts: Mapping[str, Value | None]
    trail: Sequence[TrailEntry]


@dataclass(frozen=True, slots=True)
class Case:
    """A task as a case, its trail as events, in order."""

    facts: Facts
    events: tuple[Facts, ...]


def case_of(recorded: Recorded, organisation: Organisation, withheld: str) -> Case:
    """The case. How a confidential complaint came in is `withheld`, whoever reads: a file travels."""
    facts = {**recorded.facts, "over": recorded.facts["state"] in ENDED}
    trail = recorded.trail
    if facts["confidential"]:
        facts["channel"] = withheld
        trail = [without_words(each, withheld) for each in trail]
    return Case(
        _known({"concept:name": recorded.number, **facts}),
        tuple(_events(trail, organisation.staff_by_id)),
    )


def _events(trail: Sequence[TrailEntry], staff: Mapping[str, Staff]) -> Iterator[Facts]:
    """`org:group` and `org:role` are what the staff list says of the officer today."""
    state: object = None
    unit: object = None
    for entry in trail:
        state = entry.after.get("state", state)
        unit = entry.after.get("unit_code", unit)
        officer = staff.get(entry.actor)
        yield _known(
            {
                "concept:name": entry.action,
                "lifecycle:transition": "complete",
                "time:timestamp": entry.at,
                "org:resource": entry.actor,
                "org:group": officer and officer.unit_code,
                "org:role": officer and "+".join(sorted(officer.roles)),
                "sequence": entry.sequence,
                "on_behalf_of": entry.on_behalf_of,
                "through": entry.through,
                "state": state,
                "unit": unit,
            }
        )


def _known(facts: Mapping[str, object]) -> Facts:
    return {
        name: value
        for name, value in facts.items()
        if isinstance(value, str | int | datetime) and value != ""
    }
