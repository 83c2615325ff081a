"""What every command on an item has in common: find it, see that nobody was quicker and who is acting."""

from services.ledger.domain.service_items.item import Standing, may_edit
from services.ledger.handlers.service_items.ports import ItemAct, ItemWork


class NoSuchItem(Exception):
    """There is no item of that code."""


class NotTheirItem(Exception):
    """Somebody else works on this item: a dispatcher, or the head of its unit."""


class ItemChanged(Exception):
    """Somebody else changed the item since the actor looked; `standing` is how it is now."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(f"{standing.item.code} is at revision {standing.item.revision}")
        self.standing = standing


async def find(work: ItemWork, act: ItemAct) -> Standing:
    """The item, locked. Raises NoSuchItem, NotTheirItem, ItemChanged."""
    standing = await work.locked(act.code)
    if standing is None:
        raise NoSuchItem(act.code)
    if not may_edit(act.actor, standing.item):
        raise NotTheirItem(act.code)
    if standing.item.revision != act.expected_revision:
        raise ItemChanged(standing)
    return standing
