"""Rules, limits and calendars in the database: read as one snapshot, added to by revisions."""

from collections.abc import Sequence
from datetime import time

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.adapters.deadlines.rows import limit_of, limit_row, rule_of, rule_row
from services.ledger.adapters.deadlines.tables import (
    BOOK,
    CALENDARS,
    LIMITS,
    RECOMPUTATIONS,
    RULES,
)
from services.ledger.domain import limits as usual
from services.ledger.domain.deadline_rules import USUAL, DeadlineRule
from services.ledger.domain.deadlines.calendar_document import (
    CalendarDocument,
    as_plain,
    from_plain,
    shipped,
)
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.limits import Limit
from services.ledger.domain.task import LEDGER
from services.ledger.domain.working_calendar import OFFICE_CLOSES
from services.ledger.handlers.deadlines.ports import By
from shared.clock import SystemClock
from shared.database import execute

_VERSION = "SELECT version FROM deadline_book"


class StoredRulebook:
    """Reads and writes within the transaction of the connection given.

    Into an empty database it first writes what comes with the software; `closes` is when the office
    closes there.
    """

    def __init__(self, connection: AsyncConnection, closes: time = OFFICE_CLOSES) -> None:
        self._connection, self._closes = connection, closes

    async def version(self, *, held: bool = True) -> int:
        """Of the rulebook; where it is held, it does not change until the transaction ends."""
        query = f"{_VERSION} FOR SHARE" if held else _VERSION
        found = (await execute(self._connection, query)).scalar()
        if found is None:
            await self._begin()
            found = (await execute(self._connection, query)).scalar_one()
        return int(found)

    async def read(self) -> Rulebook:
        """The rulebook as it is in this transaction."""
        version = await self.version(held=False)
        revisions = await self._connection.execute(select(RULES).order_by(RULES.c.revision))
        rows = revisions.mappings().all()
        newest = {row["code"]: row for row in rows}
        ordered = sorted(newest.values(), key=lambda row: row["position"])
        document = await self.document()
        return Rulebook(
            version=version,
            rules=tuple(map(rule_of, ordered)),
            calendar=document.calendar(await self._calendar_version()),
            limit_entries=await self._limits(),
            earlier={(row["code"], row["revision"]): rule_of(row) for row in rows},
        )

    async def lock(self) -> Rulebook:
        """Nobody else changes it, and nobody works by it, until the transaction ends."""
        await self.version()
        await execute(self._connection, f"{_VERSION} FOR UPDATE")
        return await self.read()

    async def document(self) -> CalendarDocument:
        """The present calendar's document."""
        found = await self.document_of(await self._calendar_version())
        return found if found is not None else shipped(self._closes)[0]

    async def document_of(self, version: str) -> CalendarDocument | None:
        """A calendar's document; None for a version that is not known."""
        query = select(CALENDARS.c.document).where(CALENDARS.c.version == version)
        plain = (await self._connection.execute(query)).scalar()
        return from_plain(plain) if plain is not None else None

    async def keep_rules(self, rules: Sequence[DeadlineRule], by: By) -> None:
        """Keep new revisions; the order may change of those that stay."""
        rows = [rule_row(rule, position, by) for position, rule in enumerate(rules)]
        statement = insert(RULES)
        order = {"position": statement.excluded.position}
        kept = statement.on_conflict_do_update(constraint=RULES.primary_key, set_=order)
        await self._connection.execute(kept, rows)

    async def keep_limits(self, limits: Sequence[Limit], by: By) -> None:
        """Keep new revisions."""
        rows = [limit_row(each, by) for each in limits]
        await self._connection.execute(insert(LIMITS).on_conflict_do_nothing(), rows)

    async def keep_calendar(self, document: CalendarDocument, version: str, by: By) -> None:
        """Keep a version of the calendar and make it the present one; an old one can come back."""
        number = select(func.coalesce(func.max(CALENDARS.c.number), 0) + 1).scalar_subquery()
        values = {
            "version": version,
            "document": as_plain(document),
            "changed_at": by.at,
            "changed_by": by.who,
        }
        new = insert(CALENDARS).values(number=number, **values)
        await self._connection.execute(new.on_conflict_do_nothing())
        await self._connection.execute(update(BOOK).values(calendar_version=version))

    async def next_version(self, reason: str, by: By) -> int:
        """Everybody reads again; open tasks are to be looked at. Returns the rulebook's version."""
        raised = update(BOOK).values(version=BOOK.c.version + 1, changed_at=by.at)
        version = (await self._connection.execute(raised.returning(BOOK.c.version))).scalar_one()
        last = select(func.coalesce(func.max(RECOMPUTATIONS.c.number), 0) + 1).scalar_subquery()
        begun = {"reason": reason, "begun_at": by.at, "begun_by": by.who}
        await self._connection.execute(insert(RECOMPUTATIONS).values(number=last, **begun))
        return int(version)

    async def _begin(self) -> None:
        """Write what comes with the software, unless somebody else just did."""
        document, version = shipped(self._closes)
        by = By(LEDGER, SystemClock().now())
        first = {"id": 1, "version": 1, "calendar_version": version, "changed_at": by.at}
        head = insert(BOOK).values(first).on_conflict_do_nothing().returning(BOOK.c.id)
        if (await self._connection.execute(head)).scalar() is None:
            return
        await self.keep_rules(USUAL, by)
        await self.keep_limits(usual.USUAL, by)
        await self.keep_calendar(document, version, by)

    async def _limits(self) -> tuple[Limit, ...]:
        found = await self._connection.execute(select(LIMITS).order_by(LIMITS.c.revision))
        newest = {row["name"]: limit_of(row) for row in found.mappings()}
        return tuple(newest.get(each.name, each) for each in usual.USUAL)

    async def _calendar_version(self) -> str:
        query = select(BOOK.c.calendar_version)
        return str((await self._connection.execute(query)).scalar_one())
