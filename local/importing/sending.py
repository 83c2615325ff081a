"""Many rows on their way at once; settled in the order of the file."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass

from local.importing.client import AwayError, Connection
from local.importing.identity import Keys
from local.importing.journal import Journal
from local.importing.outcome import Fate, NotIntakeError, Outcome, TryAgainError, outcome_of
from local.importing.rejects import Rejects
from local.importing.shaping import BadRowError, Body, Shaper
from local.words import CannotGoOn, in_words
from shared.language import Text
from shared.sheets.sheet import Row, Sheet

CONNECTIONS = 64
PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0)
PATIENCE_SECONDS = 300.0
"""So long nobody may answer; a service that is restarted is back much earlier."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row ready to be sent, or the reason why it cannot be."""

    index: int
    row: Row
    key: str
    body: Body | None
    reason: str = ""


class Sender:
    """Sends what the journal does not know to be settled."""

    def __init__(
        self,
        sheet: Sheet,
        shaper: Shaper,
        rejects: Rejects,
        journal: Journal,
        url: str,
        language: str,
    ) -> None:
        self._sheet, self._shaper = sheet, shaper
        self._rejects, self._journal = rejects, journal
        self._connections = [Connection(url, language) for _ in range(CONNECTIONS)]
        self._queue: asyncio.Queue[Parcel | None] = asyncio.Queue(CONNECTIONS * 4)
        self._waiting: dict[int, tuple[Row, Outcome]] = {}
        self._answered_at = time.monotonic()
        self.away = False
        """Nobody answers at the moment."""

    async def run(self) -> None:
        """Returns when every row is settled.

        Raises:
            CannotGoOn: intake stays away, or refuses; what is settled is in the journal.
        """
        saving = asyncio.create_task(self._save_now_and_then())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._fill())
                for connection in self._connections:
                    group.create_task(self._work(connection))
        except BaseExceptionGroup as problems:
            raise problems.exceptions[0] from None
        finally:
            saving.cancel()
            self._save()
            for connection in self._connections:
                connection.close()

    async def _fill(self) -> None:
        for parcel in self._parcels():
            await self._queue.put(parcel)
        for _ in self._connections:
            await self._queue.put(None)

    def _parcels(self) -> Iterator[Parcel]:
        """Settled rows are read too, because identical rows are told apart by their count."""
        keys, settled = Keys(), self._journal.progress.rows
        for index, row in enumerate(self._sheet.rows()):
            try:
                body = self._shaper.shape(row)
                parcel = Parcel(index, row, keys.key_of(body), body)
            except BadRowError as error:
                parcel = Parcel(index, row, "", None, in_words(error.text))
            if index >= settled:
                yield parcel

    async def _work(self, connection: Connection) -> None:
        while (parcel := await self._queue.get()) is not None:
            if parcel.body is None:
                outcome = Outcome(Fate.REJECTED, parcel.reason)
            else:
                outcome = await self._deliver(connection, parcel.body, parcel.key)
            self._settle(parcel.index, parcel.row, outcome)

    async def _deliver(self, connection: Connection, body: Body, key: str) -> Outcome:
        attempt = 0
        while True:
            try:
                outcome = outcome_of(await connection.send(body, key))
            except (AwayError, TryAgainError) as error:
                self._check_patience(error)
                await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
                attempt += 1
            except NotIntakeError as error:
                raise CannotGoOn(_refused(error)) from error
            else:
                self._answered_at, self.away = time.monotonic(), False
                return outcome

    def _check_patience(self, error: Exception) -> None:
        self.away = True
        if time.monotonic() - self._answered_at > PATIENCE_SECONDS:
            raise CannotGoOn(_stays_away(error)) from error

    def _settle(self, index: int, row: Row, outcome: Outcome) -> None:
        """Counts rows without a gap, so that the journal can say with one number how far it is."""
        self._waiting[index] = (row, outcome)
        progress = self._journal.progress
        while progress.rows in self._waiting:
            settled, became = self._waiting.pop(progress.rows)
            progress.rows += 1
            progress.line = settled.line
            setattr(progress, became.fate, getattr(progress, became.fate) + 1)
            if became.fate is Fate.REJECTED:
                self._rejects.add(settled, became.reason)

    async def _save_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            self._save()

    def _save(self) -> None:
        self._rejects.flush()
        self._journal.save()


def _stays_away(error: Exception) -> Text:
    return Text(
        "intake 一直没有应答（{error}）。已送达的都已保存；再执行一次同样的命令，会从这里继续。",
        "intake does not answer ({error}). What was taken is kept; the same command goes on from here.",
    ).format(error=error)


def _refused(error: Exception) -> Text:
    return Text(
        "应答的不是 intake，或者它拒绝了请求（{error}）。请检查端口是否被别的程序占用。",
        "What answers is not intake, or it refuses ({error}). Is another program on its port?",
    ).format(error=error)
