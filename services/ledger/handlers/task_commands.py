"""Every act on a task, bound to where tasks are kept: what the desk and the API can ask for."""

from services.ledger.domain.task import Report, Task
from services.ledger.handlers.acting import Act
from services.ledger.handlers.close_task import close_task
from services.ledger.handlers.dispatch_task import DispatchTask
from services.ledger.handlers.ports import Ledger
from services.ledger.handlers.report_task import report_task
from services.ledger.handlers.sign_task import sign_task
from shared.clock import Clock


class TaskCommands:
    """Each returns the task as it is then, and raises what its handler raises."""

    def __init__(self, ledger: Ledger, clock: Clock, dispatch: DispatchTask) -> None:
        self._ledger, self._clock, self._dispatch = ledger, clock, dispatch

    async def dispatch(self, act: Act, unit_code: str, owner_id: str | None = None) -> Task:
        """Send it to a unit."""
        return await self._dispatch(act, unit_code, owner_id)

    async def sign(self, act: Act) -> Task:
        """Take it on."""
        return await sign_task(self._ledger, self._clock, act)

    async def report(self, act: Act, given: Report) -> Task:
        """Say what was done."""
        return await report_task(self._ledger, self._clock, act, given)

    async def close(self, act: Act) -> Task:
        """Close it after the audit."""
        return await close_task(self._ledger, self._clock, act)
