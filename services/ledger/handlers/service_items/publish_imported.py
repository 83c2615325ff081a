"""Publishing what a catalogue brought: the guides in force, with which later ones are compared."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.ledger.domain.actor import Actor
from services.ledger.domain.service_items.lint import Finding, faults_of
from services.ledger.handlers.service_items.import_items import IMPORTER
from services.ledger.handlers.service_items.lists import ItemFilter, ItemQueries
from services.ledger.handlers.service_items.ports import ItemAct
from services.ledger.handlers.service_items.publish_snapshot import Publication, PublishSnapshot

_ACTOR = Actor(IMPORTER, None, frozenset({"dispatcher"}))
_AT_ONCE = 200


@dataclass
class Published:
    """How many were published, and what kept the others from it, by code."""

    count: int = 0
    faulty: dict[str, Sequence[Finding]] = field(default_factory=dict)


class PublishImported:
    """Publishes every draft of the import that has no fault, each in a transaction of its own.

    Repeatable: what is published is no draft any more; drafts of people stay drafts.
    """

    def __init__(self, queries: ItemQueries, publish: PublishSnapshot) -> None:
        self._queries, self._publish = queries, publish

    async def __call__(self) -> Published:
        """Publish them; what was done."""
        done, after = Published(), ""
        while True:
            page = await self._queries.page(ItemFilter(drafted=True), after, _AT_ONCE)
            for listed in page.items:
                await self._one(listed.item.code, done)
            if page.next is None:
                return done
            after = page.next

    async def _one(self, code: str, done: Published) -> None:
        standing = await self._queries.standing(code)
        if standing is None or standing.draft is None or standing.draft.edited_by != IMPORTER:
            return
        if faults := faults_of(standing.draft.guide):
            done.faulty[code] = faults
            return
        await self._publish(ItemAct(code, standing.item.revision, _ACTOR), Publication())
        done.count += 1
