"""Take the process log along: every task of a period that somebody may see, case by case."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.ledger.domain.process_log.case import Case, Recorded, case_of
from services.ledger.domain.scope import Scope
from services.ledger.handlers.contacts.shielded_queries import WITHHELD
from services.ledger.handlers.ports import Directory


@dataclass(frozen=True, slots=True)
class Wanted:
    """Tasks registered at `since` or later and before `until`, with all that happened to them so far.

    Whole cases: a way that begins in the middle fits no model. `over`: only tasks that have ended.
    """

    scope: Scope
    since: datetime | None = None
    until: datetime | None = None
    over: bool = False


class LogReading(Protocol):
    """What was committed when the reading was opened."""

    async def size(self) -> int:
        """How many cases there are to read."""
        ...

    def parts(self) -> AsyncIterator[Sequence[Recorded]]:
        """All of them by number, some at a time."""
        ...


class LogReadings(Protocol):
    """Where tasks and their trails are read together."""

    def reading(self, wanted: Wanted) -> AbstractAsyncContextManager[LogReading]:
        """A reading of one moment."""
        ...


class ExportLog:
    """Repeatable: it changes nothing."""

    def __init__(self, readings: LogReadings, directory: Directory) -> None:
        self._readings, self._directory = readings, directory

    async def __call__(self, wanted: Wanted) -> AsyncIterator[Sequence[Case]]:
        """Cases by task number, some at a time."""
        async with self._readings.reading(wanted) as reading:
            async for part in self.cases(reading):
                yield part

    async def cases(self, reading: LogReading) -> AsyncIterator[Sequence[Case]]:
        """The same from a reading that is open already."""
        organisation = await self._directory.current()
        async for recorded in reading.parts():
            yield [case_of(each, organisation, WITHHELD) for each in recorded]
