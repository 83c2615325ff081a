"""What the address of a list asks for; what cannot be read is left out, for an old link must still open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from services.ledger.domain.organisation import Organisation
from services.ledger.domain.task import CLOCK_RUNS, Actor, State, Supervision
from services.ledger.domain.worklists.ageing import Age, span
from services.ledger.entrypoints.desk import Visit
from services.ledger.handlers.lists import Tab, TaskFilter, filter_of, tabs_for

LONGEST_SEARCH = 100
_NARROWS = ("unit", "state", "category", "district", "late", "level")
_STRICT = frozenset({Tab.TRAY, Tab.AUDIT, Tab.REQUESTS, Tab.OVERDUE, Tab.SUPERVISION})
"""Lists that are made by their states: another state is not of them, and is left out."""

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A standing list, what narrows it, and words; with words everything the officer may see is searched."""

    tab: Tab
    words: str = ""
    unit: str = ""
    state: State | None = None
    category: str = ""
    district: str = ""
    late: Age | None = None
    level: Supervision | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for anything but a standing list."""
        return bool(self.words) or any(getattr(self, name) for name in _NARROWS)

    def filter(self, seen: Visit) -> TaskFilter:
        """The same as a filter; a category stands for those below it too."""
        asked = filter_of(Tab.ALL if self.words else self.tab, seen.actor, seen.now)
        asked = replace(asked, words=self.words, district_code=self.district or None)
        if self.unit:
            asked = replace(asked, unit_code=self.unit)
        if self.state and (self.state in asked.states or self.tab not in _STRICT):
            asked = replace(asked, states=frozenset({self.state}))
        if self.category:
            asked = replace(asked, category_codes=seen.organisation.below(self.category))
        return replace(_late(asked, self.late, seen), level=self.level)

    def written(self, **changes: str | None) -> str:
        """For an address: always the same for the same list. `changes` replace values; None removes one."""
        values: dict[str, str | None] = {"tab": self.tab.value, "q": self.words}
        values |= {name: getattr(self, name) or "" for name in _NARROWS}
        values |= changes
        return urlencode({name: value for name, value in values.items() if value})


def _late(asked: TaskFilter, age: Age | None, seen: Visit) -> TaskFilter:
    if age is None:
        return asked
    due = span(age, seen.now)
    states = asked.states & CLOCK_RUNS or CLOCK_RUNS
    return replace(asked, states=states, overdue_at=due.until, due_from=due.since)


def read_list(values: Mapping[str, str], actor: Actor, organisation: Organisation) -> ListQuery:
    """From query values; the first tab of the officer's where none, or another's, is asked for."""
    tabs = tabs_for(actor)
    asked = values.get("tab")
    unit, category = values.get("unit", ""), values.get("category", "")
    district = values.get("district", "")
    return ListQuery(
        tab=next((tab for tab in tabs if tab.value == asked), tabs[0]),
        words=values.get("q", "").strip()[:LONGEST_SEARCH],
        unit=unit if unit in organisation.unit_by_code else "",
        state=_one_of(State, values.get("state")),
        category=category if category in organisation.category_by_code else "",
        district=district if any(each.code == district for each in organisation.districts) else "",
        late=_one_of(Age, values.get("late")),
        level=_one_of(Supervision, values.get("level")),
    )


def read_saved(query: str, actor: Actor, organisation: Organisation) -> ListQuery:
    """From what `written` wrote, as far as it still means something."""
    return read_list(dict(parse_qsl(query)), actor, organisation)


def _one_of(kind: type[Kind], value: str | None) -> Kind | None:
    return next((each for each in kind if each.value == value), None)
