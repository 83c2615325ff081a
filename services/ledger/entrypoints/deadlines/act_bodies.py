"""What is sent to stop a task's clock and to let it go on."""

from services.ledger.domain.task import Task
from services.ledger.entrypoints.act_body import ActBody
from services.ledger.handlers.acting import Act
from services.ledger.handlers.deadlines.pause_task import pause_task
from services.ledger.handlers.deadlines.resume_task import resume_task
from services.ledger.handlers.task_commands import TaskCommands


class PauseBody(ActBody):
    """The note says why."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Stop the clock."""
        return await commands.run(pause_task, act)


class ResumeBody(ActBody):
    """The clock goes on with what was left."""

    async def ask(self, commands: TaskCommands, act: Act) -> Task:
        """Let it go on."""
        return await commands.run(resume_task, act)
