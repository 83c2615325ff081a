"""What the handlers of service items need from outside, as they see it."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.ledger.domain.actor import Actor
from services.ledger.domain.service_items.item import Draft, ServiceItem, Snapshot, Standing
from shared.events.envelope import Envelope


class ItemWork(Protocol):
    """One transaction on service items."""

    async def locked(self, code: str) -> Standing | None:
        """The item with its draft and its newest snapshot, locked until the transaction ends."""
        ...

    async def add_item(self, item: ServiceItem, at: datetime) -> bool:
        """Write an item that is new; False when there is one of that code."""
        ...

    async def keep_item(self, item: ServiceItem, at: datetime) -> None:
        """Write the item, new or not."""
        ...

    async def keep_draft(self, code: str, draft: Draft | None) -> None:
        """Write the draft; None takes it away."""
        ...

    async def add_snapshot(
        self, code: str, snapshot: Snapshot, envelopes: Sequence[Envelope]
    ) -> None:
        """Write a new snapshot and the events that tell of it."""
        ...

    async def unknown_tasks(self, numbers: Sequence[str]) -> list[str]:
        """Those of the numbers that are no task's, in order."""
        ...


class Items(Protocol):
    """Where service items are kept."""

    def work(self) -> AbstractAsyncContextManager[ItemWork]:
        """A transaction: committed and its events on their way when the block ends, undone if it raises."""
        ...


@dataclass(frozen=True, slots=True)
class ItemAct:
    """What every command says: on which item, as seen at which revision, by whom."""

    code: str
    expected_revision: int
    actor: Actor
    correlation_id: str = ""
