"""Recomputing due dates after a change: in parts, an event and an entry for each task that moved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.ledger.domain.actor import Actor
from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadlines.moving import due_anew
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.task import LEDGER, Action, Task, recompute
from services.ledger.domain.trail import Doing, entry
from services.ledger.handlers.acting import about
from services.ledger.handlers.deadlines.ports import (
    Move,
    OpenTasks,
    Recomputing,
    RecomputingWork,
    Run,
)
from services.ledger.handlers.ports import Subject
from shared.clock import Clock
from shared.events.envelope import wrap
from shared.events.task_acts import TaskDueDateRecomputed

PART = 500
"""Tasks looked at, and locked, in one transaction."""
SHOWN = 20
_ITSELF = Actor(LEDGER, None, frozenset())


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many open tasks were looked at, and how many moved."""

    looked_at: int
    moved: int


class Recompute:
    """Publishes TaskDueDateRecomputed for each task whose date moved; the others are left alone.

    Repeatable: it goes on where it was interrupted, and a second run finds nothing to move.
    """

    def __init__(
        self, recomputing: Recomputing, clock: Clock, wake: Callable[[], None], part: int = PART
    ) -> None:
        self._recomputing, self._clock, self._wake, self._part = recomputing, clock, wake, part

    async def __call__(self) -> Recomputed:
        """Everything that waits to be recomputed and that no other replica is at."""
        looked_at = moved = 0
        while (done := await self._next_part()) is not None:
            looked_at, moved = looked_at + done.looked_at, moved + done.moved
            self._wake()
        return Recomputed(looked_at, moved)

    async def _next_part(self) -> Recomputed | None:
        """One transaction; None when there is nothing to do."""
        async with self._recomputing.work() as work:
            if work is None:
                return None
            return await self._part_of(work, self._clock.now())

    async def _part_of(self, work: RecomputingWork, now: datetime) -> Recomputed:
        subjects = await work.next(self._part)
        moves = [move for each in subjects if (move := _move(each, work.run, now))]
        if moves:
            await work.write(moves)
        if subjects:
            await work.reached(subjects[-1].task.number, len(subjects), len(moves))
        if len(subjects) < self._part:
            await work.end(now)
        return Recomputed(len(subjects), len(moves))


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: how many tasks are open, how many would move, and the first of them."""

    open: int
    moving: int
    first: Sequence[tuple[Task, datetime]]
    """With the due date that they would have."""


async def preview(tasks: OpenTasks, rulebook: Rulebook) -> Preview:
    """Nothing is written."""
    looked_at, moving = 0, 0
    first: list[tuple[Task, datetime]] = []
    async for part in tasks.parts():
        looked_at += len(part)
        dues = ((task, _new_due(task, rulebook)) for task in part)
        moved = [(task, due) for task, due in dues if due is not None and due != task.due_at]
        moving += len(moved)
        first.extend(moved[: SHOWN - len(first)])
    return Preview(looked_at, moving, first)


def _new_due(task: Task, rulebook: Rulebook) -> datetime | None:
    return due_anew(task, rulebook.rule_of(task), rulebook.calendar)


def _move(subject: Subject, run: Run, now: datetime) -> Move | None:
    """None for a task whose date stays."""
    task, book = subject.task, run.rulebook
    due = _new_due(task, book)
    if due is None or due == task.due_at or task.dispatched_at is None or task.due_at is None:
        return None
    rule = book.rule_of(task)
    after = recompute(task, _ITSELF, due, book.calendar.version, rule.revision)
    words = deadline(rule, task.dispatched_at, book.calendar)
    told = TaskDueDateRecomputed(
        **about(subject, after.unit_code),
        recomputed_at=now,
        due_before=task.due_at,
        due_at=due,
        due_basis_zh=words.basis_zh,
        due_basis_en=words.basis_en,
        reason=run.reason,
        calendar_version=book.calendar.version,
    )
    doing = Doing(LEDGER, run.reason, now)
    written = entry(Action.RECOMPUTE, task, after, doing)
    return Move(after, written, wrap(told, source=LEDGER, time=now, version=after.version))
