"""What dispatchers send before a unit works on a task."""

from typing import Annotated

from pydantic import Field

from services.ledger.domain.task import DeclineReason, Task
from services.ledger.entrypoints.act_body import LINES, UNSAID, ActBody, Note, Reply
from services.ledger.handlers.accept_task import accept_task
from services.ledger.handlers.acting import Act
from services.ledger.handlers.answer_task import answer_task
from services.ledger.handlers.decline_task import decline_task
from services.ledger.handlers.merge_task import merge_task
from services.ledger.handlers.task_commands import TaskCommands
from shared.events.envelope import Code, Number


class DispatchBody(ActBody):
    """Where to send it. Without an owner the next in turn gets it, without a rule the one that fits holds."""

    unit_code: Code
    owner_id: Code | None = None
    assist_units: Annotated[tuple[Code, ...], LINES, Field(max_length=10)] = ()
    deadline_rule: Annotated[Code | None, UNSAID] = None

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Send it to a unit."""
        return await commands.dispatch(
            act, self.unit_code, self.owner_id, self.assist_units, self.deadline_rule
        )


class AcceptBody(ActBody):
    """It will be handled."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Accept it."""
        return await commands.run(accept_task, act)


class AnswerBody(ActBody):
    """The answer that was given on the spot."""

    public_reply: Reply = ""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Answer it."""
        return await commands.run(answer_task, act, self.public_reply)


class DeclineBody(ActBody):
    """Why it is not taken on, and where the person can turn."""

    reason: DeclineReason
    referral: Note = ""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Decline it."""
        return await commands.run(decline_task, act, self.reason, self.referral)


class MergeBody(ActBody):
    """Which task is the same matter."""

    master_number: Annotated[Number, UNSAID]

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Merge it."""
        return await commands.run(merge_task, act, self.master_number)
