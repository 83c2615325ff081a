"""Handlers of service items on the shared database, and an item that has been published once."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.service_items.item_work import PostgresItems
from services.ledger.domain.actor import Actor
from services.ledger.domain.service_items.guide import Guide
from services.ledger.domain.service_items.item import ServiceItem, Snapshot
from services.ledger.handlers.service_items.keep_draft import KeepDraft
from services.ledger.handlers.service_items.keep_item import KeepItem
from services.ledger.handlers.service_items.ports import ItemAct
from services.ledger.handlers.service_items.publish_snapshot import Publication, PublishSnapshot
from shared.clock import FixedClock

ITEM = ServiceItem("food-licence", "食品经营许可", "Food licence", "market-regulation")
HEAD = Actor("head", "market-regulation", frozenset({"unit_head"}))
OTHER_HEAD = Actor("other", "housing", frozenset({"unit_head"}))
OWNER = Actor("owner", "market-regulation", frozenset({"owner"}))
AUDITOR = Actor("auditor", None, frozenset({"auditor"}))
DISPATCHER = Actor("dispatcher", None, frozenset({"dispatcher"}))


def act(revision: int, actor: Actor = HEAD) -> ItemAct:
    return ItemAct(ITEM.code, revision, actor, "c0ffee")


@pytest.fixture
def items(ledger: AsyncEngine) -> PostgresItems:
    return PostgresItems(ledger, lambda: None)


@pytest.fixture
def keep_item(items: PostgresItems, clock: FixedClock) -> KeepItem:
    return KeepItem(items, clock)


@pytest.fixture
def keep_draft(items: PostgresItems, clock: FixedClock) -> KeepDraft:
    return KeepDraft(items, clock)


@pytest.fixture
def publish(items: PostgresItems, clock: FixedClock) -> PublishSnapshot:
    return PublishSnapshot(items, clock)


Publish = Callable[[int, Guide, Publication], Awaitable[Snapshot]]


@pytest.fixture
async def revise(keep_item: KeepItem, keep_draft: KeepDraft, publish: PublishSnapshot) -> Publish:
    """Drafts and publishes a guide for the item, which stands at the revision given."""
    await keep_item.enter(act(0), ITEM)

    async def revised(revision: int, guide: Guide, said: Publication) -> Snapshot:
        await keep_draft(act(revision), guide)
        return await publish(act(revision + 1), said)

    return revised
