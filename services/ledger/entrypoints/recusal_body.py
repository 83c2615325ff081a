"""What an officer sends to keep somebody out of a task."""

from typing import Annotated

from services.ledger.domain.task import Task
from services.ledger.entrypoints.act_body import UNSAID, ActBody
from services.ledger.handlers.acting import Act
from services.ledger.handlers.recuse_task import Recusal
from services.ledger.handlers.task_commands import TaskCommands
from shared.events.envelope import Code


class RecuseBody(ActBody):
    """Who keeps out, oneself unless somebody is named; the note says why. `owner_id` takes over."""

    staff_id: Annotated[Code | None, UNSAID] = None
    owner_id: Annotated[Code | None, UNSAID] = None

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Keep them out."""
        who = self.staff_id or act.actor.staff_id
        return await commands.recuse(act, Recusal(who, self.owner_id))
