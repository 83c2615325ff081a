"""Keeps who complained from whoever must not know, wherever tasks are read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.ledger.domain.confidential import without_person, without_words
from services.ledger.domain.scope import Scope
from services.ledger.handlers.lists import (
    PAGE_SIZE,
    Alike,
    Cursor,
    ListedTask,
    TaskFilter,
    TaskPage,
    TaskQueries,
    WholeTask,
)

WITHHELD = "withheld"
"""In place of the channel: who came to which desk when would tell who it was."""


class ShieldedQueries:
    """`TaskQueries` in front of the real ones; every page, list, export and API reads through it."""

    def __init__(self, queries: TaskQueries) -> None:
        self._queries = queries

    async def page(
        self, scope: Scope, wanted: TaskFilter, after: Cursor | None = None, limit: int = PAGE_SIZE
    ) -> TaskPage:
        """One page of a list."""
        page = await self._queries.page(scope, wanted, after, limit)
        return replace(page, tasks=[shielded(each, scope) for each in page.tasks])

    async def counts(self, scope: Scope, filters: Sequence[TaskFilter]) -> list[int]:
        """How many tasks each filter admits, in order."""
        return await self._queries.counts(scope, filters)

    async def whole(self, scope: Scope, number: str) -> WholeTask | None:
        """One task; None when there is none within the scope."""
        found = await self._queries.whole(scope, number)
        if found is None or not scope.shields(found.listed.task):
            return found
        return replace(
            found,
            listed=shielded(found.listed, scope),
            occurred_at=None,
            trail=[without_words(entry, WITHHELD) for entry in found.trail],
        )

    async def alike(self, scope: Scope, number: str, since: datetime) -> Alike:
        """What belongs beside a task; nothing confidential is found by who said it."""
        found = await self._queries.alike(scope, number, since)
        return Alike(
            same=[shielded(each, scope) for each in found.same],
            similar=[shielded(each, scope) for each in found.similar],
            same_person=found.same_person,
        )


def shielded(each: ListedTask, scope: Scope) -> ListedTask:
    """The same entry, without what tells who complained where the reader must not know."""
    if not scope.shields(each.task):
        return each
    return replace(each, task=without_person(each.task), channel=WITHHELD)
