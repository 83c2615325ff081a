"""Publishing: the draft becomes a snapshot, and everybody is told how it differs from the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from services.ledger.domain.service_items.difference import Difference, difference
from services.ledger.domain.service_items.guide import Guide
from services.ledger.domain.service_items.item import Snapshot, Standing
from services.ledger.domain.service_items.lint import faults_of
from services.ledger.domain.service_items.removals import Given, removals_of, unexplained
from services.ledger.handlers.service_items.finding import find
from services.ledger.handlers.service_items.ports import ItemAct, Items, ItemWork
from services.ledger.handlers.service_items.telling import revised
from shared.clock import Clock
from shared.events.envelope import wrap


class Why(StrEnum):
    """What keeps a draft from being published."""

    NO_DRAFT = "no_draft"
    NOTHING_CHANGES = "nothing_changes"
    HAS_FAULTS = "has_faults"
    REMOVAL_UNEXPLAINED = "removal_unexplained"
    TASK_UNKNOWN = "task_unknown"


class NotPublishable(Exception):
    """The draft cannot be published; `about` names the keys or task numbers concerned."""

    def __init__(self, why: Why, about: Sequence[str] = ()) -> None:
        super().__init__(f"{why.value}: {', '.join(about)}")
        self.why, self.about = why, tuple(about)


@dataclass(frozen=True, slots=True)
class Publication:
    """What is said with it: why at all, why each removed element by key, which tasks caused it."""

    note: str = ""
    removals: Mapping[str, Given] = field(default_factory=dict)
    task_numbers: Sequence[str] = ()


class PublishSnapshot:
    """Publishes ServiceItemRevised with the snapshot it writes."""

    def __init__(self, items: Items, clock: Clock) -> None:
        self._items, self._clock = items, clock

    async def __call__(self, act: ItemAct, said: Publication) -> Snapshot:
        """The new snapshot.

        Raises: NoSuchItem, NotTheirItem, ItemChanged, NotPublishable.
        """
        async with self._items.work() as work:
            standing = await find(work, act)
            guide, found = _checked(standing)
            snapshot = await self._snapshot(work, act, standing, guide, found, said)
            item = replace(
                standing.item, version=snapshot.version, revision=standing.item.revision + 1
            )
            event = revised(standing, snapshot, found)
            told = wrap(
                event,
                source="ledger",
                time=snapshot.published_at,
                version=snapshot.version,
                correlation_id=act.correlation_id,
            )
            await work.add_snapshot(item.code, snapshot, [told])
            await work.keep_draft(item.code, None)
            await work.keep_item(item, snapshot.published_at)
        return snapshot

    async def _snapshot(
        self,
        work: ItemWork,
        act: ItemAct,
        standing: Standing,
        guide: Guide,
        found: Difference,
        said: Publication,
    ) -> Snapshot:
        removals = removals_of(found, said.removals)
        if missing := unexplained(found, removals):
            raise NotPublishable(Why.REMOVAL_UNEXPLAINED, missing)
        numbers = tuple(dict.fromkeys(said.task_numbers))
        if unknown := await work.unknown_tasks(numbers):
            raise NotPublishable(Why.TASK_UNKNOWN, unknown)
        return Snapshot(
            version=standing.item.version + 1,
            guide=guide,
            note=said.note,
            published_by=act.actor.staff_id,
            published_at=self._clock.now(),
            removals=tuple(removals),
            task_numbers=numbers,
        )


def _checked(standing: Standing) -> tuple[Guide, Difference]:
    """The drafted guide with what it changes. Raises NotPublishable."""
    if standing.draft is None:
        raise NotPublishable(Why.NO_DRAFT)
    guide = standing.draft.guide
    if faults := faults_of(guide):
        raise NotPublishable(Why.HAS_FAULTS, [fault.rule for fault in faults])
    found = difference(standing.published, guide)
    if not found:
        raise NotPublishable(Why.NOTHING_CHANGES)
    return guide, found
