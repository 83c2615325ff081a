"""Reads tasks with their trails from one snapshot through a server's cursor, in the order of the keys."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.trail_reading import but_the_last
from services.ledger.adapters.trail_rows import Columns
from services.ledger.adapters.trail_tables import TRAIL
from services.ledger.adapters.worklists.conditions import within
from services.ledger.domain.process_log.case import Recorded
from services.ledger.domain.states import ENDED, Action
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.process_log.export_log import Wanted

PART = 1_000
"""Rows read, and held, at once: some hundredths of a second, then somebody else's page has its turn."""
READERS = 2
"""At a time, a replica; a third waits. The others of its connections are for pages."""
LONGEST_STALL_SECONDS = 60
"""So long whoever takes the log along may leave a part lying; then the database ends the reading."""
_FACTS = {
    "registered_at": TASKS.c.registered_at,
    "state": TASKS.c.state,
    "unit": TASKS.c.unit_code,
    "category": TASKS.c.category_code,
    "district": TASKS.c.district_code,
    "channel": TASKS.c.channel,
    "nature": TASKS.c.nature,
    "service_item": TASKS.c.service_item_code,
    "confidential": TASKS.c.confidential,
    "due_at": TASKS.c.due_at,
    "closed_at": TASKS.c.closed_at,
    "result": TASKS.c.result,
    "resolved": TASKS.c.resolved,
    "satisfied": TASKS.c.satisfied,
    "hops": TASKS.c.hop,
    "redone": TASKS.c.redo_count,
    "cycle": TASKS.c.cycle,
}
"""What a log says of a task. No words of anybody: they may hold a name."""
_ENTRY = (
    TRAIL.c.sequence,
    TRAIL.c.at,
    TRAIL.c.actor,
    TRAIL.c.on_behalf_of,
    TRAIL.c.through,
    TRAIL.c.action,
    TRAIL.c.after["state"].astext,
    TRAIL.c.after.has_key("unit_code"),
    TRAIL.c.after["unit_code"].astext,
)


class PostgresLogReadings:
    """Each reading is a transaction of its own that only reads."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine, self._turns = engine, asyncio.Semaphore(READERS)

    @asynccontextmanager
    async def reading(self, wanted: Wanted) -> AsyncIterator["PostgresLogReading"]:
        """A reading of one moment; its snapshot is given up when it is left lying for too long."""
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        stall = f"SET LOCAL idle_in_transaction_session_timeout = '{LONGEST_STALL_SECONDS}s'"
        async with self._turns, self._engine.connect() as connection:
            await connection.execution_options(**snapshot)
            await connection.execute(text(stall))
            yield PostgresLogReading(connection, wanted)


class PostgresLogReading:
    """Every call sees what was committed when the reading was opened."""

    def __init__(self, connection: AsyncConnection, wanted: Wanted) -> None:
        self._connection, self._wanted = connection, wanted

    async def size(self) -> int:
        """How many cases there are."""
        query = select(func.count()).select_from(TASKS).where(*_conditions(self._wanted))
        return int((await self._connection.execute(query)).scalar_one())

    async def parts(self) -> AsyncIterator[Sequence[Recorded]]:
        """Whole cases only: the last one of a part may go on in the next."""
        left: list[Columns] = []
        query = _query(self._wanted).execution_options(yield_per=PART)
        async for rows in (await self._connection.stream(query)).partitions():
            whole, left = but_the_last([*left, *rows])
            yield list(_recorded(whole))
        yield list(_recorded(left))


def _query(wanted: Wanted) -> Select[Any]:
    joined = TASKS.join(TRAIL, TRAIL.c.task_number == TASKS.c.task_number)
    query = select(TASKS.c.task_number, *_ENTRY, *_FACTS.values()).select_from(joined)
    return query.where(*_conditions(wanted)).order_by(TASKS.c.task_number, TRAIL.c.sequence)


def _conditions(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    found = within(wanted.scope)
    if wanted.since:
        found.append(TASKS.c.registered_at >= wanted.since)
    if wanted.until:
        found.append(TASKS.c.registered_at < wanted.until)
    if wanted.over:
        found.append(TASKS.c.state.in_(sorted(ENDED)))
    return found


def _recorded(rows: Sequence[Columns]) -> Iterator[Recorded]:
    for number, group in groupby(rows, key=itemgetter(0)):
        entries = list(group)
        facts = zip(_FACTS, entries[0][1 + len(_ENTRY) :], strict=True)
        yield Recorded(number, dict(facts), [_entry(number, row) for row in entries])


def _entry(number: str, row: Columns) -> TrailEntry:
    """Of its facts only the state and the unit, where the act changed them."""
    sequence, at, actor, on_behalf_of, through, action, state, moved, unit = row[
        1 : 1 + len(_ENTRY)
    ]
    after = ({"state": state} if state else {}) | ({"unit_code": unit} if moved else {})
    return TrailEntry(number, sequence, at, actor, on_behalf_of, through, Action(action), {}, after)
