"""The published model for people: a diagram in Mermaid, and what can be done without moving a task."""

from collections.abc import Iterable

from services.ledger.domain.process_log.petri_net import END, START, PetriNet, Transition
from services.ledger.domain.states import Action, State
from services.ledger.entrypoints.act_words import ACTS
from services.ledger.entrypoints.words import STATES
from shared.language import Text


def as_mermaid(net: PetriNet) -> str:
    """A state diagram of what moves a task, both languages on it."""
    names = [f"    {place}: {_both(STATES[State(place)])}" for place in net.places[1:-1]]
    ways: dict[tuple[str, str], list[Transition]] = {}
    for each in net.transitions:
        if each.source != each.target:
            ways.setdefault((each.source, each.target), []).append(each)
    arrows = [_arrow(source, target, steps) for (source, target), steps in ways.items()]
    return "\n".join(["stateDiagram-v2", *names, *arrows]) + "\n"


def staying(net: PetriNet) -> str:
    """A table of the acts that leave a task where it is, and where they can be done."""
    places: dict[Action, list[str]] = {}
    for each in net.transitions:
        if each.action and each.source == each.target:
            places.setdefault(each.action, []).append(f"`{each.source}`")
    rows = [
        f"| `{action}` | {_both(ACTS[action].heading)} | {' '.join(where)} |"
        for action, where in places.items()
    ]
    return "\n".join(["| act | | states |", "|--|--|--|", *rows]) + "\n"


def _arrow(source: str, target: str, steps: Iterable[Transition]) -> str:
    said = " · ".join(ACTS[each.action].heading.zh for each in steps if each.action)
    coded = ", ".join(each.action for each in steps if each.action)
    words = f": {said} {coded}" if coded else ""
    begin, end = ("[*]" if each in (START, END) else each for each in (source, target))
    return f"    {begin} --> {end}{words}"


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"
