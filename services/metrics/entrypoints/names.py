"""The names people know behind codes: units, categories, channels, days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.rows import Category, Unit
from services.metrics.domain.scope import NOT_SET, By
from services.metrics.entrypoints.words import CHANNELS, NONE_YET, WORDS
from services.metrics.handlers.ports import Records
from shared.language import Language, Text
from shared.web import formats

Option = tuple[str, Text]


@dataclass(frozen=True, slots=True)
class Names:
    """Every unit and category that was ever listed."""

    units: Sequence[Unit]
    categories: Sequence[Category]

    def of(self, by: By, group: str) -> Text:
        """A group's name; the code itself where nobody has told its name yet."""
        if by.is_time:
            return _day(by, date.fromisoformat(group))
        if group == NOT_SET:
            return NONE_YET[by]
        return self._known(by).get(group) or Text(group, group)

    def knows(self, by: By, group: str) -> bool:
        """Whether a filter may name it. Channels are free: a new one needs no listing."""
        return by is By.CHANNEL or group == NOT_SET or group in self._known(by)

    def options(self, by: By, chosen: str | None) -> list[Option]:
        """For a select: active ones by name, what is not set, and the chosen one in any case."""
        codes = [code for code in self._offered(by) if code != NOT_SET]
        if chosen and chosen not in (*codes, NOT_SET):
            codes.append(chosen)
        return [(code, self._indented(by, code)) for code in (*codes, NOT_SET)]

    def main_category(self, code: str, below: str | None) -> str:
        """The category right below `below` that holds this one; the main one for None.

        The code itself when it is not below that.
        """
        parents = {each.code: each.parent for each in self.categories}
        here, seen = code, {code}
        while (parent := parents.get(here)) != below:
            if parent is None or parent in seen:
                return code
            here = parent
            seen.add(here)
        return here

    def _known(self, by: By) -> dict[str, Text]:
        if by in WORDS:
            return WORDS[by]
        listed = self.units if by is By.UNIT else self.categories
        return {each.code: Text(each.name_zh, each.name_en) for each in listed}

    def _offered(self, by: By) -> list[str]:
        if by is By.UNIT:
            return [unit.code for unit in self.units if unit.active]
        if by is By.CATEGORY:
            return [each.code for each in _families(self.categories) if each.active]
        return list(CHANNELS)

    def _indented(self, by: By, code: str) -> Text:
        """A category stands below its parent, set in by an ideographic space."""
        name = self.of(by, code)
        has_parent = by is By.CATEGORY and any(
            each.code == code and each.parent for each in self.categories
        )
        return Text(f"　{name.zh}", f"　{name.en}") if has_parent else name


async def read_names(records: Records, connection: AsyncConnection) -> Names:
    """The names as they are known on this connection."""
    return Names(await records.units(connection), await records.categories(connection))


def _families(categories: Sequence[Category]) -> list[Category]:
    """Each main category followed by all below it; those of an unknown parent at the end."""
    ordered: list[Category] = []

    def add(parent: str | None) -> None:
        for each in categories:
            if each.parent == parent and each not in ordered:
                ordered.append(each)
                add(each.code)

    add(None)
    return ordered + [each for each in categories if each not in ordered]


def _day(by: By, first: date) -> Text:
    if by is By.MONTH:
        return Text(f"{first.year}年{first.month}月", f"{first:%b %Y}")
    return Text(
        formats.short_day(first, Language.ZH).split(" ")[0],
        formats.short_day(first, Language.EN).split(" ", 1)[1],
    )
