"""What evidence needs from outside: a book of what is there, and a store for the files themselves."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from services.ledger.domain.evidence.attaching import Evidence


class StoreAway(Exception):
    """The store does not answer, or is full; nothing was kept, and it may be tried again."""


class FileGone(Exception):
    """The book knows a file that the store does not have."""


class FileStore(Protocol):
    """Where files are kept, each under the SHA-256 of its content. Every method may raise `StoreAway`."""

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        """Write what comes in, not yet as a file that is kept; what to call it until then.

        Whatever `chunks` raises is raised, and nothing is left.
        """
        ...

    async def keep(self, received: str, digest: str) -> None:
        """Keep it under its digest; when this returns it outlives a power cut.

        Repeatable: the same content again is the same file.
        """
        ...

    async def discard(self, received: str) -> None:
        """It is not wanted."""
        ...

    async def has(self, digest: str) -> bool:
        """Whether the file is there."""
        ...

    async def read(self, digest: str) -> AsyncIterator[bytes]:
        """The file, in parts. Raises `FileGone` before the first."""
        ...

    def kept_before(self, moment: datetime) -> AsyncIterator[Sequence[str]]:
        """Digests of files that were last kept before a moment, in parts."""
        ...

    async def remove(self, digest: str) -> None:
        """Remove a file; one that is not there is no fault."""
        ...

    async def discard_before(self, moment: datetime) -> int:
        """Discard what was received before a moment and never kept; how many."""
        ...


class EvidenceBook(Protocol):
    """What is known of the files of tasks."""

    async def of_task(self, number: str) -> list[Evidence]:
        """A task's files, in the order they were added."""
        ...

    async def unknown(self, digests: Sequence[str]) -> list[str]:
        """Those among the digests that no task has."""
        ...

    def unclaimed(self, digest: str) -> AbstractAsyncContextManager[bool]:
        """Whether no task has it; until the block ends none can come to have it."""
        ...
