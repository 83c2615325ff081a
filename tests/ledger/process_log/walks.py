"""Tasks that go random ways: officers do whatever is offered, the same ways for the same number of walks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from services.ledger.domain.guards import Refused
from services.ledger.domain.process_log.moves import Move
from services.ledger.domain.task import (
    LEDGER,
    Action,
    Actor,
    DeclineReason,
    Outcome,
    Result,
    State,
    Supervision,
    Task,
    allowed,
)
from services.ledger.domain.trail import Doing, TrailEntry, entry, first_entry
from tests.ledger.domain.attempts import ATTEMPTS, Entered
from tests.ledger.domain.people import EVERYBODY, NOW

ALL = (*EVERYBODY, Actor(LEDGER))
LEADS_ON = frozenset(
    {Action.DISPATCH, Action.SIGN, Action.REPORT, Action.PASS_AUDIT, Action.CALL_BACK}
)
"""Taken up more often."""
ENDS = frozenset({Action.ANSWER, Action.DECLINE, Action.MERGE, Action.CLOSE, Action.WRITE_OFF})
"""Taken up seldom."""
STEPS = 40
PAUSES = (timedelta(minutes=1), timedelta(minutes=1), timedelta(hours=5), timedelta(days=2))


@dataclass(frozen=True)
class Walk:
    """A task at the end of its way, with its trail and the steps it took."""

    first: Task
    task: Task
    trail: tuple[TrailEntry, ...]
    moves: tuple[Move, ...]


def walks(count: int) -> Iterator[Walk]:
    """So many, each of at most `STEPS` steps."""
    done: Counter[tuple[Action, State]] = Counter()
    for number in range(1, count + 1):
        yield _walk(f"261123-{number:06}-00", Random(number), done)


def _walk(number: str, chance: Random, done: Counter[tuple[Action, State]]) -> Walk:
    now = NOW
    first = task = Task(
        number,
        wants_reply=chance.random() < 0.8,
        has_contact=chance.random() < 0.8,
        confidential=chance.random() < 0.2,
    )
    trail = [first_entry(task, Doing(LEDGER, "web_form", now))]
    moves = [Move(Action.REGISTER, None, State.REGISTERED)]
    for _ in range(chance.randrange(STEPS)):
        now += chance.choice(PAUSES)
        offers = {action: by for by in ALL for action in allowed(task, by)}
        if not offers:
            break
        action = _one_of(sorted(offers), task.state, done, chance)
        before = task
        try:
            task = ATTEMPTS[action](before, offers[action], _entered(chance), now)
        except Refused:
            continue
        done[action, before.state] += 1
        doing = Doing(offers[action].staff_id, "api", now)
        trail.append(entry(action, before, task, doing))
        moves.append(Move(action, before.state, task.state))
    return Walk(first, task, tuple(trail), tuple(moves))


def _one_of(
    actions: list[Action], state: State, done: Counter[tuple[Action, State]], chance: Random
) -> Action:
    """Rather what was seldom done in that state."""
    usual = [4 if each in LEADS_ON else 0.3 if each in ENDS else 1 for each in actions]
    seldom = [1 / (1 + done[each, state]) for each in actions]
    return chance.choices(actions, [a * b for a, b in zip(usual, seldom, strict=True)])[0]


def _entered(chance: Random) -> Entered:
    return Entered(
        words=chance.choice(("配件已到", "已约定上门", "已约定上门", "")),
        days=chance.randrange(-1, 7),
        to=chance.choice((("market", "zhang-wei"), ("market", None), ("police", "he-ping"))),
        yes=chance.random() < 0.5,
        index=chance.randrange(2),
        result=chance.choice(list(Result)),
        outcome=chance.choice(list(Outcome)),
        level=chance.choice(list(Supervision)),
        reason=chance.choice(list(DeclineReason)),
    )
