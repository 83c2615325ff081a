"""Importing a catalogue: new items are entered, known ones corrected, nobody's work is written over."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from services.ledger.domain.organisation import Organisation
from services.ledger.domain.service_items.guide import NO_GUIDE, Guide
from services.ledger.domain.service_items.item import Draft, ServiceItem, Standing
from services.ledger.domain.service_items.keeping import keyed
from services.ledger.handlers.service_items.ports import Items, ItemWork
from shared.clock import Clock
from shared.language import Text

IMPORTER = "import"
"""Who drafted what a file said."""
AT_ONCE = 100
"""Lines written in one transaction."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a catalogue. The item has no unit yet; elements of the guide have no keys."""

    line: int
    item: ServiceItem
    guide: Guide


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that cannot be taken, and why."""

    line: int
    why: Text


@dataclass
class Imported:
    """What an import did. `without_unit` counts the lines of each office that is no unit here."""

    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    without_unit: dict[str, int] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        """All lines so far."""
        return self.new + self.changed + self.same + len(self.rejected)


class ImportItems:
    """Brings a catalogue in.

    Repeatable: the same file again changes nothing. A guide becomes a draft only where there is no
    snapshot and no draft of a person; a unit that an item has is kept.
    """

    def __init__(
        self,
        items: Items,
        organisation: Organisation,
        units: Mapping[str, str],
        clock: Clock,
        new_key: Callable[[], str],
    ) -> None:
        """`units` says for an office of the catalogue which unit it is; names here are known anyway."""
        self._items, self._clock, self._new_key = items, clock, new_key
        self._units = {
            **{unit.code: unit.code for unit in organisation.units},
            **{unit.name_en: unit.code for unit in organisation.units},
            **{unit.name_zh: unit.code for unit in organisation.units},
            **units,
        }

    async def __call__(
        self, lines: Iterable[Entry | Rejected], progress: Callable[[int], None]
    ) -> Imported:
        """Take every line that can be taken; `progress` is told how many are done."""
        done, seen, remaining = Imported(), dict[str, int](), iter(lines)
        while part := list(islice(remaining, AT_ONCE)):
            entries = list(_sound(part, seen, done))
            async with self._items.work() as work:
                for entry in entries:
                    await self._take(work, entry, done)
            progress(done.lines)
        return done

    async def _take(self, work: ItemWork, entry: Entry, done: Imported) -> None:
        now = self._clock.now()
        item = replace(entry.item, unit_code=self._units.get(entry.item.office))
        before = await work.locked(item.code)
        after = self._merged(before, item, entry.guide, now)
        if after.item.unit_code is None:
            office = after.item.office
            done.without_unit[office] = done.without_unit.get(office, 0) + 1
        if before is None:
            done.new += 1
        elif after == before:
            done.same += 1
            return
        else:
            done.changed += 1
        await work.keep_item(after.item, now)
        if after.draft is not None and (before is None or after.draft != before.draft):
            await work.keep_draft(item.code, after.draft)

    def _merged(
        self, before: Standing | None, listed: ServiceItem, guide: Guide, now: datetime
    ) -> Standing:
        """The item as it stands after the line; the same as before where it says nothing new."""
        old = before or Standing(replace(listed, version=0, revision=0))
        item = replace(
            old.item,
            name_zh=listed.name_zh,
            name_en=listed.name_en or old.item.name_en,
            theme=listed.theme or old.item.theme,
            office=listed.office or old.item.office,
            unit_code=old.item.unit_code or listed.unit_code,
        )
        draft = self._draft(old, guide, now)
        if before is not None and item == old.item and draft == old.draft:
            return before
        return replace(old, item=replace(item, revision=item.revision + 1), draft=draft)

    def _draft(self, old: Standing, guide: Guide, now: datetime) -> Draft | None:
        of_a_person = old.draft is not None and old.draft.edited_by != IMPORTER
        if guide == NO_GUIDE or old.current is not None or of_a_person:
            return old.draft
        drafted = keyed(guide, old.drafted, self._new_key)
        if old.draft is not None and old.draft.guide == drafted:
            return old.draft
        return Draft(drafted, IMPORTER, now)


def _sound(
    part: Iterable[Entry | Rejected], seen: dict[str, int], done: Imported
) -> Iterator[Entry]:
    """The lines to take; a code that an earlier line has is rejected like what cannot be read."""
    for each in part:
        if isinstance(each, Rejected):
            done.rejected.append(each)
        elif (first := seen.setdefault(each.item.code, each.line)) != each.line:
            words = Text("编码和第 {first} 行相同。", "The same code as on line {first}.")
            done.rejected.append(Rejected(each.line, words.format(first=first)))
        else:
            yield each
