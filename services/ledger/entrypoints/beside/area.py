"""What one ledger beside the spine tells the pages and the API about itself."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from starlette.requests import Request

from services.ledger.domain.beside.entry import Entry
from services.ledger.domain.beside.rights import reads, works_at_all
from services.ledger.domain.scope import CITY_WIDE
from services.ledger.entrypoints.beside.body import Body
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.names import Names
from services.ledger.handlers.beside.ports import Filters
from shared.clock import CHINA, Clock
from shared.language import Text


@dataclass(frozen=True, slots=True)
class ActWords:
    """An act as a form is headed, its button, and as it is told after somebody's name."""

    heading: Text
    button: Text
    done: Text

    @property
    def told(self) -> Text:
        """As a history tells it, by itself."""
        return Text(self.done.zh, f"{self.done.en[0].upper()}{self.done.en[1:]}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `kind`: line, text, date, number, select or choices."""

    name: str
    label: Text
    kind: str = "line"
    options: Sequence[tuple[str, Text]] = ()
    hint: Text | None = None
    required: bool = True
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about an entry; `href` where it leads somewhere."""

    label: Text
    value: Text | str | date
    href: str = ""


class Area(ABC):
    """A ledger: its name, its acts, its forms, its words. `slug` is its place in addresses."""

    slug: ClassVar[str]
    title: ClassVar[Text]
    lead: ClassVar[Text]
    template: ClassVar[str]
    record: ClassVar[type[Entry]]
    entering: ClassVar[type[Body]]
    bodies: ClassVar[Mapping[str, type[Body]]]
    acts: ClassVar[Mapping[str, ActWords]]
    """Acts by name, with `enter`."""
    guards: ClassVar[Mapping[str, Text]]
    field_of: ClassVar[Mapping[str, str]]
    labels: ClassVar[Mapping[str, Text]]
    filters: ClassVar[Sequence[str]]
    """Fields that a list can be narrowed by."""

    def __init__(self, book: Any, clock: Clock) -> None:
        self.book, self.clock = book, clock

    @property
    def address(self) -> str:
        """Of its list."""
        return f"/desk/ledgers/{self.slug}"

    def today(self, seen: Visit) -> date:
        """The day in China."""
        return seen.now.astimezone(CHINA).date()

    def scope(self, seen: Visit) -> Filters:
        """What the reader may see of it: their own unit's, unless the role sees the whole city."""
        return {} if seen.actor.has(*CITY_WIDE) else {"unit_code": seen.actor.unit_code}

    def may_read(self, entry: Any, seen: Visit) -> bool:
        """Whether the reader may see an entry."""
        return reads(seen.actor, entry.unit_code)

    def may_enter(self, seen: Visit) -> bool:
        """Whether the form for a new entry is offered."""
        return works_at_all(seen.actor)

    @abstractmethod
    def heading(self, entry: Any) -> str:
        """The entry in one line."""

    @abstractmethod
    def offered(self, entry: Any, seen: Visit) -> Sequence[str]:
        """What the reader may do with it now, the likely act first."""

    @abstractmethod
    def fields(self, act: str, seen: Visit, entry: Any) -> Sequence[Field]:
        """The form of an act; of `enter` without an entry."""

    @abstractmethod
    def facts(self, entry: Any, names: Names) -> Sequence[Fact]:
        """What there is to know of it."""

    @abstractmethod
    async def overview(self, request: Request, seen: Visit) -> dict[str, Any]:
        """What its list's template shows."""

    async def more(self, entry: Any, seen: Visit) -> dict[str, Any]:
        """What its entry's page shows besides; `light`: colour and words."""
        return {}

    async def shown_more(self, entry: Any) -> dict[str, Any]:
        """What the API tells of one entry besides its fields and its history."""
        return {}
