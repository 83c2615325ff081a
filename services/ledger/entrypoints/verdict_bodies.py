"""What is sent by those who judge: audit, call-back, write-off, reopening, supervision and its end."""

from typing import Annotated

from services.ledger.domain.task import Outcome, Supervision, Task
from services.ledger.entrypoints.act_body import UNSAID, ActBody
from services.ledger.handlers.acting import Act
from services.ledger.handlers.call_back import call_back
from services.ledger.handlers.fail_audit import fail_audit
from services.ledger.handlers.lift_supervision import lift_supervision
from services.ledger.handlers.pass_audit import pass_audit
from services.ledger.handlers.reopen_task import reopen_task
from services.ledger.handlers.supervise_task import supervise_task
from services.ledger.handlers.task_commands import TaskCommands
from services.ledger.handlers.withdraw_task import withdraw_task
from services.ledger.handlers.write_off_task import write_off_task


class CloseBody(ActBody):
    """The audit's opinion, if any, is the note."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Close it."""
        return await commands.close(act)


class PassAuditBody(ActBody):
    """The report answers the question."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Accept the report."""
        return await commands.run(pass_audit, act)


class FailAuditBody(ActBody):
    """The note says what is missing."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Send it back."""
        return await commands.run(fail_audit, act)


class CallBackBody(ActBody):
    """What the person says, and whether it is resolved as they see it."""

    outcome: Outcome
    resolved: Annotated[bool | None, UNSAID] = None

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Record the call-back."""
        return await commands.run(call_back, act, self.outcome, self.resolved)


class WriteOffBody(ActBody):
    """The note is the opinion."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Write it off."""
        return await commands.run(write_off_task, act)


class ReopenBody(ActBody):
    """The note says why."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Take it up again."""
        return await commands.run(reopen_task, act)


class SuperviseBody(ActBody):
    """How hard; the note says what is demanded."""

    level: Supervision

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Press for it."""
        return await commands.run(supervise_task, act, self.level)


class LiftBody(ActBody):
    """The note says why nobody presses any more."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Lift the supervision."""
        return await commands.run(lift_supervision, act)


class WithdrawBody(ActBody):
    """The note says when and how the person took it back."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Withdraw it."""
        return await commands.run(withdraw_task, act)
