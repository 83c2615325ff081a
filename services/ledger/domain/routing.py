"""Which unit a complaint belongs to: ordered, editable rules; the first that fits decides.

A rule names conditions on the service item, the category (or any above it), the district and words in
the text. All conditions of a rule must hold; within one condition any of its values will do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Lineage = Mapping[str, frozenset[str]]
"""For each category: itself and every category above it."""


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """A rule; an empty condition always holds. `owner_id` None means: by the unit's turns."""

    code: str
    unit_code: str
    owner_id: str | None = None
    service_items: frozenset[str] = field(default_factory=frozenset)
    categories: frozenset[str] = field(default_factory=frozenset)
    districts: frozenset[str] = field(default_factory=frozenset)
    keywords: tuple[str, ...] = ()
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the rules look at. `text` is title and content together, masked."""

    text: str = ""
    category_code: str | None = None
    service_item_code: str | None = None
    district_code: str | None = None


def text_of(title: str, content: str) -> str:
    """What keywords are looked for in."""
    return f"{title}\n{content}"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a matter goes: a rule, or None for the dispatcher's tray."""

    rule: RoutingRule | None
    keyword: str | None = None
    """The word of the text that a keyword rule found."""

    @property
    def unit_code(self) -> str | None:
        """The unit, None for the tray."""
        return self.rule.unit_code if self.rule else None


TRAY = Route(None)
MOST_COMBINATIONS = 10_000
"""Combinations of codes that a router keeps in mind; a city has a few hundred."""


class Router:
    """Ordered rules, ready to be asked often: conditions on codes are worked out once a combination."""

    def __init__(self, rules: Sequence[RoutingRule], lineage: Lineage) -> None:
        self._rules, self._lineage = rules, lineage
        self._fitting: dict[tuple[str | None, ...], tuple[RoutingRule, ...]] = {}

    def route(self, matter: Matter) -> Route:
        """The first rule that fits, in the order given; the tray when none does."""
        for rule in self._rules_for(matter):
            if not rule.keywords:
                return Route(rule)
            for word in rule.keywords:
                if word in matter.text:
                    return Route(rule, word)
        return TRAY

    def _rules_for(self, matter: Matter) -> tuple[RoutingRule, ...]:
        """Rules whose conditions other than keywords hold."""
        codes = (matter.category_code, matter.service_item_code, matter.district_code)
        fitting = self._fitting.get(codes)
        if fitting is None:
            if len(self._fitting) >= MOST_COMBINATIONS:
                self._fitting.clear()
            known = self._lineage.get(matter.category_code or "", frozenset())
            fitting = tuple(rule for rule in self._rules if _fits(rule, matter, known))
            self._fitting[codes] = fitting
        return fitting


def _fits(rule: RoutingRule, matter: Matter, categories: frozenset[str]) -> bool:
    """Whether the conditions other than keywords hold."""
    return (
        (not rule.categories or not rule.categories.isdisjoint(categories))
        and (not rule.districts or matter.district_code in rule.districts)
        and (not rule.service_items or matter.service_item_code in rule.service_items)
    )


class Turns:
    """Who of a unit is next. Each process takes turns by itself, from a place of its own."""

    def __init__(self, start: int = 0) -> None:
        self._start = start
        self._taken: dict[str, int] = {}

    def next_of(self, unit_code: str, staff: Sequence[str]) -> str | None:
        """The next one of the unit's staff; None for a unit in which nobody takes turns."""
        if not staff:
            return None
        taken = self._taken.get(unit_code, self._start)
        self._taken[unit_code] = taken + 1
        return staff[taken % len(staff)]


def why(found: Route) -> tuple[str, str]:
    """Which rule decided and what it found, in Chinese and in English."""
    rule = found.rule
    if rule is None:
        return (
            "没有规则适用，进入派单员的待派件。",
            "No rule fits: it waits in the dispatcher's tray.",
        )
    zh, en = rule.name_zh or rule.code, rule.name_en or rule.code
    if found.keyword:
        return (
            f"规则“{zh}”：文中有“{found.keyword}”。",
            f"Rule “{en}”: the text says “{found.keyword}”.",
        )
    named_zh, named_en = _conditions(rule)
    return f"规则“{zh}”：{named_zh}符合。", f"Rule “{en}”: {named_en} fits."


def _conditions(rule: RoutingRule) -> tuple[str, str]:
    held = [
        (zh, en)
        for present, zh, en in (
            (rule.service_items, "事项", "service item"),
            (rule.categories, "类别", "category"),
            (rule.districts, "区域", "district"),
        )
        if present
    ] or [("任何诉求", "any complaint")]
    return "、".join(zh for zh, _ in held), " and ".join(en for _, en in held)
