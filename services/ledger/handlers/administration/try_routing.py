"""Where would these go: complaints against the rules as they would be, beside the rules as they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.ledger.domain.administration.editing import Edit
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Matter, Route
from services.ledger.domain.scope import Scope

MOST = 1000
"""Complaints looked at in one trial."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A complaint to try. `number` None: a text that was pasted."""

    title: str
    matter: Matter
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One complaint under the rules as they are and as they would be."""

    sample: Sample
    before: Route
    after: Route

    @property
    def moved(self) -> bool:
        """Whether it would go to another unit, or to another named owner of the same."""
        return _goal(self.before) != _goal(self.after)


@dataclass(frozen=True, slots=True)
class Trial:
    """What the rules would make of the complaints, in the order given."""

    tried: Sequence[Tried]

    @property
    def moved(self) -> Sequence[Tried]:
        """Those that would go elsewhere."""
        return [each for each in self.tried if each.moved]

    @property
    def moves(self) -> Sequence[tuple[str | None, str | None, int]]:
        """From unit, to unit (None: the tray), how many of those that move; most first."""
        pairs = Counter((each.before.unit_code, each.after.unit_code) for each in self.moved)
        return [(was, to, n) for (was, to), n in pairs.most_common()]

    @property
    def units(self) -> Sequence[tuple[str | None, int, int]]:
        """Unit (None: the tray), how many go there now, how many would; most first."""
        now = Counter(each.before.unit_code for each in self.tried)
        then = Counter(each.after.unit_code for each in self.tried)
        codes = [code for code, _ in (now + then).most_common()]
        return [(code, now[code], then[code]) for code in codes]


class Samples(Protocol):
    """Where registered complaints are found; nothing beyond the scope."""

    async def latest(self, scope: Scope, limit: int) -> list[Sample]:
        """The newest, whatever became of them."""
        ...

    async def tray(self, scope: Scope, limit: int) -> list[Sample]:
        """Those that wait to be dispatched, the newest first."""
        ...


def pasted(text: str) -> list[Sample]:
    """One complaint a line; empty lines are none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:MOST]
    return [Sample(line[:80], Matter(text=line)) for line in lines]


def try_routing(organisation: Organisation, edit: Edit, samples: Sequence[Sample]) -> Trial:
    """The same router that registers complaints decides; nothing is written. Raises NoSuchEntry."""
    now, then = organisation.router, edit(organisation).router
    return Trial([Tried(each, now.route(each.matter), then.route(each.matter)) for each in samples])


def unchanged(organisation: Organisation) -> Organisation:
    """The edit that changes nothing: for trying the rules as they are."""
    return organisation


def _goal(route: Route) -> tuple[str | None, str | None]:
    return route.unit_code, route.rule.owner_id if route.rule else None
