"""Every act on a task, bound to where tasks are kept: what the desk and the API can ask for."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Concatenate, ParamSpec

from services.ledger.domain.task import Report, Task
from services.ledger.handlers.acting import Act
from services.ledger.handlers.close_task import close_task
from services.ledger.handlers.dispatch_task import DispatchTask
from services.ledger.handlers.ports import Ledger
from services.ledger.handlers.recuse_task import Recusal, recuse_task
from services.ledger.handlers.report_task import report_task
from services.ledger.handlers.sign_task import sign_task
from shared.clock import Clock

Said = ParamSpec("Said")
UseCase = Callable[Concatenate[Ledger, Clock, Act, Said], Awaitable[Task]]


class TaskCommands:
    """Runs use cases. Each returns the task as it is then, and raises what its handler raises."""

    def __init__(self, ledger: Ledger, clock: Clock, dispatch: DispatchTask) -> None:
        self._ledger, self._clock, self._dispatch = ledger, clock, dispatch

    async def dispatch(
        self,
        act: Act,
        unit_code: str,
        owner_id: str | None = None,
        assist_units: Sequence[str] = (),
        deadline_rule: str | None = None,
    ) -> Task:
        """Send it to a unit."""
        return await self._dispatch(
            act, unit_code, owner_id, assist_units, deadline_rule=deadline_rule
        )

    async def assign_finally(self, act: Act, unit_code: str, owner_id: str | None = None) -> Task:
        """Send it to a unit for good."""
        return await self._dispatch(act, unit_code, owner_id, finally_=True)

    async def sign(self, act: Act) -> Task:
        """Take it on."""
        return await self.run(sign_task, act)

    async def report(self, act: Act, given: Report) -> Task:
        """Say what was done."""
        return await self.run(report_task, act, given)

    async def close(self, act: Act) -> Task:
        """Close it after the audit, without a call-back."""
        return await self.run(close_task, act)

    async def recuse(self, act: Act, given: Recusal) -> Task:
        """Keep somebody out of it."""
        return await recuse_task(self._ledger, self._clock, act, given, self._dispatch.assigner)

    async def run(
        self, use_case: UseCase[Said], act: Act, *said: Said.args, **named: Said.kwargs
    ) -> Task:
        """Any other act, with what was said."""
        return await use_case(self._ledger, self._clock, act, *said, **named)
