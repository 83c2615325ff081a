"""Drafting: what a guide is to become, kept as often as somebody likes, seen by nobody else."""

from dataclasses import replace

from services.ledger.domain.service_items.guide import Guide
from services.ledger.domain.service_items.item import Draft, Standing
from services.ledger.handlers.service_items.finding import find
from services.ledger.handlers.service_items.ports import ItemAct, Items
from shared.clock import Clock


class KeepDraft:
    """Keeps a draft; one item has one."""

    def __init__(self, items: Items, clock: Clock) -> None:
        self._items, self._clock = items, clock

    async def __call__(self, act: ItemAct, guide: Guide | None) -> Standing:
        """Keep the guide as the draft; None throws the draft away. The item as it stands then.

        Repeatable: a draft that says what is there already changes nothing, not even its revision.
        Raises: NoSuchItem, NotTheirItem, ItemChanged.
        """
        now = self._clock.now()
        async with self._items.work() as work:
            standing = await find(work, act)
            if guide == (standing.draft.guide if standing.draft else None):
                return standing
            draft = Draft(guide, act.actor.staff_id, now) if guide is not None else None
            item = replace(standing.item, revision=standing.item.revision + 1)
            await work.keep_draft(item.code, draft)
            await work.keep_item(item, now)
        return replace(standing, item=item, draft=draft)
