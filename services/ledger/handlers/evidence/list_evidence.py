"""The files of a task that its reader may see."""

from services.ledger.domain.evidence.attaching import Evidence
from services.ledger.domain.scope import Scope
from services.ledger.domain.task import Task
from services.ledger.handlers.evidence.ports import EvidenceBook


async def list_evidence(book: EvidenceBook, scope: Scope, task: Task) -> list[Evidence]:
    """In the order they were added; empty where there are none. The task was found within the scope."""
    return [each for each in await book.of_task(task.number) if each.visible_to(scope, task)]
