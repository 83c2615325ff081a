"""Dispatching: the dispatcher sends a task to a unit and, where it matters, to a named owner."""

from collections.abc import Sequence

from services.ledger.domain.routing import Turns
from services.ledger.domain.task import Action, Task, assign_finally, check, dispatch
from services.ledger.handlers.acting import Act, find, write
from services.ledger.handlers.assigning import Assigner
from services.ledger.handlers.ports import Directory, Ledger
from services.ledger.handlers.task_events import dispatched_event
from shared.clock import Clock


class DispatchTask:
    """Sends tasks: dispatched, or by a supervisor's word for good."""

    def __init__(
        self,
        ledger: Ledger,
        directory: Directory,
        clock: Clock,
        turns: Turns,
    ) -> None:
        self._ledger, self._clock = ledger, clock
        self.assigner = Assigner(directory, turns)

    async def __call__(
        self,
        act: Act,
        unit_code: str,
        owner_id: str | None = None,
        assist_units: Sequence[str] = (),
        *,
        finally_: bool = False,
        deadline_rule: str | None = None,
    ) -> Task:
        """The task as it is then; `finally_`: an answer to a return, and it cannot be returned again.
        `deadline_rule` names the rule to go by; None: the one that fits.

        Publishes: TaskDispatched.
        Raises: NoSuchTask, ChangedMeanwhile, Refused.
        """
        action = Action.ASSIGN_FINALLY if finally_ else Action.DISPATCH
        organisation = await self.assigner.directory.current()
        async with self._ledger.work() as work:
            subject = await find(work, act)
            before, now = subject.task, self._clock.now()
            check(action, before, act.actor)
            due = self.assigner.due(subject, organisation, now, deadline_rule)
            steps = self.assigner.steps(subject, organisation, now)
            to = self.assigner.assignment(
                organisation, unit_code, owner_id, assist_units, due, before.recused, steps
            )
            after = (
                assign_finally(before, act.actor, to, act.note, now)
                if finally_
                else dispatch(before, to, now)
            )
            event = dispatched_event(
                after.number,
                after,
                self.assigner.due_of(subject, after, due),
                title=subject.title,
                category_code=subject.category_code,
            )
            await write(work, act, action, before, after, [event], now)
        return after
