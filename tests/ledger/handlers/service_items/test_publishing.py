"""From draft to snapshot: who may, what is refused, what is kept and what others are told."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.service_items.item_queries import PostgresItemQueries
from services.ledger.domain.actor import Actor
from services.ledger.domain.service_items.guide import Days, Guide
from services.ledger.domain.service_items.removals import Given, RemovalReason
from services.ledger.handlers.service_items.finding import ItemChanged, NotTheirItem
from services.ledger.handlers.service_items.keep_draft import KeepDraft
from services.ledger.handlers.service_items.keep_item import CodeTaken, KeepItem
from services.ledger.handlers.service_items.publish_snapshot import (
    NotPublishable,
    Publication,
    PublishSnapshot,
    Why,
)
from shared.events.service_items import ServiceItemRevised
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.domain.service_items.guides import SOUND
from tests.ledger.handlers.service_items.conftest import (
    AUDITOR,
    DISPATCHER,
    ITEM,
    OTHER_HEAD,
    OWNER,
    Publish,
    act,
)
from tests.ledger.reading import rows

NOTHING_SAID = Publication()
SHORTER = replace(
    SOUND, steps=(SOUND.steps[0], SOUND.steps[2]), promised=Days(5), where_zh="大厅 3 号窗口"
)
MERGED = {"s2": Given(RemovalReason.MERGED, "市政务服务优化方案第 3 条")}


async def told(engine: AsyncEngine) -> list[ServiceItemRevised]:
    query = "SELECT payload FROM outbox WHERE event_type = :type ORDER BY id"
    found = await rows(engine, query, type=ServiceItemRevised.TYPE)
    return [ServiceItemRevised.model_validate_json(row["payload"]) for row in found]


async def test_a_first_snapshot_is_told_as_all_added(ledger: AsyncEngine, revise: Publish) -> None:
    snapshot = await revise(1, SOUND, NOTHING_SAID)
    assert (snapshot.version, snapshot.guide) == (1, SOUND)
    (event,) = await told(ledger)
    assert event.subject() == "ledger.item.revised.v1.market-regulation"
    assert (event.version, event.previous_version) == (1, None)
    assert event.steps_added == ("受理", "现场核查", "领证")
    assert (event.steps_before, event.steps_after) == (0, 3)


async def test_a_reduction_says_what_went_why_and_what_caused_it(
    ledger: AsyncEngine, enter: Enter, revise: Publish
) -> None:
    await enter(complaint(1))
    await revise(1, SOUND, NOTHING_SAID)
    await revise(3, SHORTER, Publication("少一个环节", MERGED, (number(1),)))
    event = (await told(ledger))[-1]
    assert [(each.element, each.name_zh, each.reason) for each in event.removed] == [
        ("step", "现场核查", "merged")
    ]
    assert event.removed[0].basis == "市政务服务优化方案第 3 条"
    assert event.task_numbers == (number(1),)
    assert (event.promised_days_before, event.promised_days_after) == (10, 5)
    assert (event.version, event.previous_version, event.note) == (2, 1, "少一个环节")
    newest, first = await PostgresItemQueries(ledger).snapshots(ITEM.code)
    assert (newest.guide, first.guide) == (SHORTER, SOUND)
    assert newest.removals[0].reason is RemovalReason.MERGED
    standing = await PostgresItemQueries(ledger).standing(ITEM.code)
    assert standing is not None
    assert (standing.draft, standing.item.version, standing.published) == (None, 2, SHORTER)


@pytest.mark.parametrize(
    ("guide", "said", "why", "about"),
    [
        (SHORTER, NOTHING_SAID, Why.REMOVAL_UNEXPLAINED, ("s2",)),
        (
            SHORTER,
            Publication("", {"s2": Given(RemovalReason.MERGED, "")}),
            Why.REMOVAL_UNEXPLAINED,
            ("s2",),
        ),
        (SHORTER, Publication("", MERGED, ("261123-999999-00",)), Why.TASK_UNKNOWN,
         ("261123-999999-00",)),
        (SOUND, NOTHING_SAID, Why.NOTHING_CHANGES, ()),
        (replace(SOUND, promised=Days(30)), NOTHING_SAID, Why.HAS_FAULTS, ("promise-above-law",)),
    ],
)  # fmt: skip
async def test_what_cannot_be_published_changes_nothing(
    ledger: AsyncEngine,
    revise: Publish,
    guide: Guide,
    said: Publication,
    why: Why,
    about: tuple[str, ...],
) -> None:
    await revise(1, SOUND, NOTHING_SAID)
    with pytest.raises(NotPublishable) as refused:
        await revise(3, guide, said)
    assert (refused.value.why, refused.value.about) == (why, about)
    assert len(await told(ledger)) == 1
    assert len(await PostgresItemQueries(ledger).snapshots(ITEM.code)) == 1


async def test_without_a_draft_there_is_nothing_to_publish(
    revise: Publish, publish: PublishSnapshot
) -> None:
    assert revise
    with pytest.raises(NotPublishable) as refused:
        await publish(act(1), NOTHING_SAID)
    assert refused.value.why is Why.NO_DRAFT


@pytest.mark.parametrize("actor", [OTHER_HEAD, OWNER, AUDITOR])
async def test_only_the_head_of_its_unit_and_a_dispatcher_work_on_an_item(
    revise: Publish, keep_draft: KeepDraft, publish: PublishSnapshot, actor: Actor
) -> None:
    with pytest.raises(NotTheirItem):
        await keep_draft(act(1, actor), SOUND)
    await keep_draft(act(1, DISPATCHER), SOUND)
    with pytest.raises(NotTheirItem):
        await publish(act(2, actor), NOTHING_SAID)


async def test_of_two_who_edit_the_second_is_told(revise: Publish, keep_draft: KeepDraft) -> None:
    await keep_draft(act(1), SOUND)
    with pytest.raises(ItemChanged) as changed:
        await keep_draft(act(1, DISPATCHER), SHORTER)
    assert changed.value.standing.drafted == SOUND
    assert changed.value.standing.draft is not None
    assert changed.value.standing.draft.edited_by == "head"


async def test_keeping_the_same_draft_again_changes_nothing(
    revise: Publish, keep_draft: KeepDraft
) -> None:
    first = await keep_draft(act(1), SOUND)
    again = await keep_draft(act(first.item.revision), SOUND)
    assert again.item.revision == first.item.revision


async def test_a_draft_can_be_thrown_away(revise: Publish, keep_draft: KeepDraft) -> None:
    await revise(1, SOUND, NOTHING_SAID)
    await keep_draft(act(3), SHORTER)
    left = await keep_draft(act(4), None)
    assert (left.draft, left.drafted) == (None, SOUND)


async def test_an_item_is_entered_once_and_not_for_another_unit(
    revise: Publish, keep_item: KeepItem
) -> None:
    with pytest.raises(CodeTaken):
        await keep_item.enter(act(0, DISPATCHER), ITEM)
    with pytest.raises(NotTheirItem):
        await keep_item.enter(act(0, OTHER_HEAD), replace(ITEM, code="another"))
    with pytest.raises(NotTheirItem):
        await keep_item.correct(act(1), replace(ITEM, unit_code="housing"))
    moved = await keep_item.correct(act(1, DISPATCHER), replace(ITEM, unit_code="housing"))
    assert (moved.unit_code, moved.revision) == ("housing", 2)


async def test_of_those_who_enter_or_publish_at_once_one_does(
    ledger: AsyncEngine, keep_item: KeepItem, keep_draft: KeepDraft, publish: PublishSnapshot
) -> None:
    entered = await asyncio.gather(
        *(keep_item.enter(act(0), ITEM) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(each, CodeTaken) for each in entered) == 3
    await keep_draft(act(1), SOUND)
    published = await asyncio.gather(
        *(publish(act(2), NOTHING_SAID) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(each, ItemChanged) for each in published) == 3
    assert len(await told(ledger)) == 1
