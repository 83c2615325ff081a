"""What is sent to ask for a return or more time, and to decide on it. The note is the reason."""

from typing import Annotated

from pydantic import Field

from services.ledger.domain.task import Task
from services.ledger.entrypoints.act_body import UNSAID, ActBody, Line
from services.ledger.handlers.acting import Act
from services.ledger.handlers.approve_extension import approve_extension
from services.ledger.handlers.approve_return import approve_return
from services.ledger.handlers.arbitrate_return import arbitrate_return
from services.ledger.handlers.ask_extension import ask_extension
from services.ledger.handlers.ask_return import ask_return
from services.ledger.handlers.reject_extension import reject_extension
from services.ledger.handlers.reject_return import reject_return
from services.ledger.handlers.task_commands import TaskCommands
from shared.events.envelope import Code


class AskReturnBody(ActBody):
    """On which provision it is not this unit's, and whose it is."""

    legal_basis: Line = ""
    suggested_unit: Annotated[Code | None, UNSAID] = None

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Ask to return it."""
        return await commands.run(ask_return, act, self.legal_basis, self.suggested_unit)


class ApproveReturnBody(ActBody):
    """It goes back to the tray."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Approve the return."""
        return await commands.run(approve_return, act)


class RejectReturnBody(ActBody):
    """The unit keeps it."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Reject the return."""
        return await commands.run(reject_return, act)


class ArbitrateBody(ActBody):
    """A supervisor is to decide."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Refer it."""
        return await commands.run(arbitrate_return, act)


class AssignFinallyBody(ActBody):
    """Whose it is for good."""

    unit_code: Code
    owner_id: Code | None = None

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Assign it."""
        return await commands.assign_finally(act, self.unit_code, self.owner_id)


class AskExtensionBody(ActBody):
    """How many working days more."""

    working_days: int = Field(ge=1, le=100)

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Ask for time."""
        return await commands.run(ask_extension, act, self.working_days)


class ApproveExtensionBody(ActBody):
    """As asked for."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Grant it."""
        return await commands.run(approve_extension, act)


class RejectExtensionBody(ActBody):
    """The date stays."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Refuse it."""
        return await commands.run(reject_extension, act)
