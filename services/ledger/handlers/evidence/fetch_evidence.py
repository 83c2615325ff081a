"""Reading one file of a task."""

from collections.abc import AsyncIterator
from uuid import UUID

from services.ledger.domain.evidence.attaching import Evidence
from services.ledger.domain.scope import Scope
from services.ledger.domain.task import Task
from services.ledger.handlers.evidence.list_evidence import list_evidence
from services.ledger.handlers.evidence.ports import EvidenceBook, FileStore


class NoSuchEvidence(Exception):
    """The task has no such file, or none the reader may see."""


class FetchEvidence:
    """What is known of a file first, so that a reader who has it need not get it again."""

    def __init__(self, book: EvidenceBook, store: FileStore) -> None:
        self._book, self._store = book, store

    async def find(self, scope: Scope, task: Task, evidence_id: UUID) -> Evidence:
        """Raises `NoSuchEvidence`."""
        for each in await list_evidence(self._book, scope, task):
            if each.evidence_id == evidence_id:
                return each
        raise NoSuchEvidence(str(evidence_id))

    async def read(self, evidence: Evidence) -> AsyncIterator[bytes]:
        """Its bytes, in parts. Raises `FileGone`, `StoreAway`."""
        return await self._store.read(evidence.digest)
