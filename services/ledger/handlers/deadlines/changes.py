"""Changes of the rulebook as an officer makes them: first what they would do, then the change."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from services.ledger.handlers.deadlines.change_rulebook import (
    Change,
    Changed,
    change_rulebook,
    changed,
)
from services.ledger.handlers.deadlines.ports import By, OpenTasks, RulebookStore
from services.ledger.handlers.deadlines.recompute import Preview, preview

Stores = Callable[[], AbstractAsyncContextManager[RulebookStore]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a change would make of the rulebook and of the open tasks."""

    changed: Changed
    preview: Preview


class Changes:
    """Proposes and makes them; `wake` has the open tasks recomputed soon."""

    def __init__(self, stores: Stores, tasks: OpenTasks, wake: Callable[[], None]) -> None:
        self._stores, self._tasks, self._wake = stores, tasks, wake

    async def propose(self, change: Change) -> Proposal:
        """Nothing is written. Raises NoFallback."""
        async with self._stores() as store:
            done = changed(await store.read(), await store.document(), change)
        return Proposal(done, await preview(self._tasks, done.rulebook))

    async def make(self, change: Change, by: By) -> Changed:
        """Make it; the open tasks follow. Raises NoFallback."""
        async with self._stores() as store:
            done = await change_rulebook(store, change, by)
        if done.anything:
            self._wake()
        return done
