"""One officer's act on one task: state, trail and events in one transaction."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks
from services.ledger.adapters.evidence.book import claim
from services.ledger.adapters.tables import REPORTS, TASKS
from services.ledger.adapters.task_rows import MACHINE_COLUMNS, entry_of, task_of, values_of
from services.ledger.adapters.trail_sealing import head_digest
from services.ledger.adapters.trail_tables import TRAIL
from services.ledger.domain.chain import digest
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.evidence.attaching import Evidence
from services.ledger.domain.task import Report, Task
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.ports import Subject
from shared.database import transaction
from shared.events.envelope import Envelope
from shared.messaging.outbox import add_to_outbox

SUBJECT_COLUMNS = (
    *MACHINE_COLUMNS,
    TASKS.c.title,
    TASKS.c.complaint_number,
    TASKS.c.nature,
    TASKS.c.channel,
)


class PostgresLedger:
    """Opens transactions; `wake` tells the relay that events were committed."""

    def __init__(
        self,
        engine: AsyncEngine,
        wake: Callable[[], None],
        rulebooks: CachedRulebooks | None = None,
    ) -> None:
        self._engine, self._wake = engine, wake
        self._rulebooks = rulebooks or CachedRulebooks(engine)

    @asynccontextmanager
    async def work(self) -> AsyncIterator["PostgresWork"]:
        """Committed and its events on their way when the block ends, undone if it raises."""
        async with transaction(self._engine) as connection:
            yield PostgresWork(connection, self._rulebooks)
        self._wake()


class PostgresWork:
    """What an act needs of the database, within one transaction."""

    def __init__(self, connection: AsyncConnection, rulebooks: CachedRulebooks) -> None:
        self._connection, self._rulebooks = connection, rulebooks

    async def locked(self, number: str) -> Subject | None:
        """The task, locked until the transaction ends; None when there is none of that number."""
        rulebook = await self._rulebooks.current(self._connection)
        query = select(*SUBJECT_COLUMNS).where(TASKS.c.task_number == number)
        result = await self._connection.execute(query.with_for_update())
        row = result.mappings().first()
        return subject_of(row, rulebook) if row is not None else None

    async def trail_after(self, number: str, sequence: int) -> list[TrailEntry]:
        """The entries after a sequence, oldest first."""
        query = select(TRAIL).where(TRAIL.c.task_number == number, TRAIL.c.sequence > sequence)
        result = await self._connection.execute(query.order_by(TRAIL.c.sequence))
        return [entry_of(row) for row in result.mappings()]

    async def save(self, task: Task, entry: TrailEntry, envelopes: Sequence[Envelope]) -> None:
        """Write the task's new version, its trail entry, chained to the one before, and its events."""
        before = await head_digest(self._connection, task.number)
        changed = update(TASKS).where(TASKS.c.task_number == task.number)
        await self._connection.execute(changed.values(**values_of(task)))
        await self._connection.execute(
            insert(TRAIL).values(**asdict(entry), digest=digest(entry, before))
        )
        await add_to_outbox(self._connection, envelopes)

    async def keep_report(self, task: Task, report: Report) -> None:
        """Keep what the unit reported with the task's version."""
        values = {
            "task_number": task.number,
            "sequence": task.version,
            "result": report.result,
            "public_reply": report.public_reply,
            "measures": list(report.measures),
            "note": report.note,
            "reported_by": task.reporter_id,
            "reported_at": task.reported_at,
        }
        await self._connection.execute(insert(REPORTS).values(values))

    async def keep_evidence(self, files: Sequence[Evidence]) -> None:
        """Write down what is known of files, and keep their content from being cleared away."""
        await claim(self._connection, files)


def subject_of(row: RowMapping, rulebook: Rulebook) -> Subject:
    """A row with `SUBJECT_COLUMNS`."""
    return Subject(
        task=task_of(row),
        title=row["title"],
        complaint_number=row["complaint_number"],
        category_code=row["category_code"],
        nature=row["nature"],
        channel=row["channel"],
        rulebook=rulebook,
    )
