"""Entering an item, and correcting what it is called and whose it is."""

from dataclasses import replace

from services.ledger.domain.service_items.item import ServiceItem, may_edit
from services.ledger.handlers.service_items.finding import NotTheirItem, find
from services.ledger.handlers.service_items.ports import ItemAct, Items
from shared.clock import Clock


class CodeTaken(Exception):
    """There is an item of that code."""


class KeepItem:
    """Enters new items and corrects those there are. No event: the next snapshot says it all."""

    def __init__(self, items: Items, clock: Clock) -> None:
        self._items, self._clock = items, clock

    async def enter(self, act: ItemAct, item: ServiceItem) -> ServiceItem:
        """A new item, without any guide. Raises NotTheirItem, CodeTaken."""
        if not may_edit(act.actor, item):
            raise NotTheirItem(item.code)
        async with self._items.work() as work:
            entered = replace(item, version=0, revision=1)
            if not await work.add_item(entered, self._clock.now()):
                raise CodeTaken(item.code)
        return entered

    async def correct(self, act: ItemAct, item: ServiceItem) -> ServiceItem:
        """Other words for the same item; a head cannot give it to another unit.

        Raises: NoSuchItem, NotTheirItem, ItemChanged.
        """
        async with self._items.work() as work:
            old = (await find(work, act)).item
            if not may_edit(act.actor, item):
                raise NotTheirItem(item.code)
            new = replace(
                item,
                code=old.code,
                office=old.office,
                version=old.version,
                revision=old.revision + 1,
            )
            await work.keep_item(new, self._clock.now())
        return new
