"""Attaching files to a task: received, looked at and kept first, then written down in one transaction."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from services.ledger.domain.evidence.attaching import (
    Evidence,
    Shows,
    attach,
    facts_of,
    is_kept_from_units,
)
from services.ledger.domain.evidence.kinds import Kind, Unfit, UnfitFile, claimed
from services.ledger.domain.evidence.naming import plain_name
from services.ledger.domain.evidence.sniffing import Sniffing
from services.ledger.domain.task import Action, Task
from services.ledger.handlers.acting import Act, find, write
from services.ledger.handlers.evidence.ports import FileStore, StoreAway
from services.ledger.handlers.ports import Ledger, Subject, Work
from shared.clock import Clock
from shared.identifiers import new_id

MOST_FILES = 10
"""In one act: as many photos as somebody takes of one place."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A file somebody sends: its name and type as they say, its bytes as they come."""

    name: str
    media_type: str
    chunks: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with the files."""

    shows: Shows
    caption: str = ""


@dataclass(frozen=True, slots=True)
class _Arrived:
    name: str
    kind: Kind
    size: int
    digest: str
    received: str


class AttachEvidence:
    """Files without a row are harmless and cleared away later; a row never comes before its file."""

    def __init__(self, ledger: Ledger, clock: Clock, store: FileStore, limit_bytes: int) -> None:
        self._ledger, self._clock, self._store = ledger, clock, store
        self._limit = limit_bytes

    async def __call__(self, act: Act, said: Said, files: AsyncIterator[Offered]) -> Task:
        """The task as it is then. Either all files are attached or none.

        Raises: NoSuchTask, ChangedMeanwhile, Refused, UnfitFile, StoreAway, and what `files` raises.
        """
        async with self._ledger.work() as work:  # before anything is received
            attach((await find(work, act)).task, act.actor)
        arrived: list[_Arrived] = []
        try:
            async for offered in files:
                arrived.append(await self._receive(offered, len(arrived)))
            if not arrived:
                raise UnfitFile(Unfit.MISSING)
            for each in arrived:
                await self._store.keep(each.received, each.digest)
        except BaseException:
            for each in arrived:
                await self._store.discard(each.received)
            raise
        async with self._ledger.work() as work:
            return await self._write(work, act, said, arrived)

    async def _receive(self, offered: Offered, already: int) -> _Arrived:
        if already == MOST_FILES:
            raise UnfitFile(Unfit.TOO_MANY)
        name = plain_name(offered.name)
        kind = claimed(name, offered.media_type)
        sniffing, hashing = Sniffing(name, kind, self._limit), hashlib.sha256()

        async def seen() -> AsyncIterator[bytes]:
            async for chunk in offered.chunks:
                sniffing.take(chunk)
                hashing.update(chunk)
                yield chunk
            sniffing.end()

        received = await self._store.receive(seen())
        return _Arrived(name, kind, sniffing.size, hashing.hexdigest(), received)

    async def _write(self, work: Work, act: Act, said: Said, arrived: Sequence[_Arrived]) -> Task:
        subject, now = await find(work, act), self._clock.now()
        after = attach(subject.task, act.actor)
        files = [_evidence(each, said, act, subject, self._clock) for each in arrived]
        await work.keep_evidence(files)
        for each in files:
            if not await self._store.has(each.digest):
                raise StoreAway(f"{each.digest} was cleared away meanwhile")
        await write(work, act, Action.ATTACH, subject.task, after, (), now, facts_of(files))
        return after


def _evidence(arrived: _Arrived, said: Said, act: Act, subject: Subject, clock: Clock) -> Evidence:
    return Evidence(
        evidence_id=new_id(),
        task_number=subject.task.number,
        sequence=subject.task.version + 1,
        name=arrived.name,
        media_type=arrived.kind.media_type,
        size=arrived.size,
        digest=arrived.digest,
        shows=said.shows,
        caption=said.caption,
        added_by=act.actor.staff_id,
        added_at=clock.now(),
        kept_from_units=is_kept_from_units(subject.task, act.actor),
    )
