"""What is sent to add or change an entry of the organisation: the same for forms and for the API."""

from abc import abstractmethod
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from services.ledger.domain.administration.changes import Entry, Section
from services.ledger.domain.organisation import Category, District, Staff, Unit
from services.ledger.domain.routing import RoutingRule
from services.ledger.entrypoints.act_body import UNSAID
from shared.events.envelope import CITY, UNASSIGNED, Code
from shared.language import Text
from shared.web.roles import Role


def _parts(value: object) -> object:
    """A form sends words as lines, or with commas between them."""
    if isinstance(value, str):
        parts = value.replace("，", "\n").replace(",", "\n").replace("、", "\n").splitlines()
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
    return value


_EVENT_CODE: TypeAdapter[str] = TypeAdapter(Code)


def _code(value: str) -> str:
    """Says in words what a code may be. Raises ValueError."""
    try:
        return _EVENT_CODE.validate_python(value)
    except ValidationError:
        words = Text(
            "代码只用小写字母、数字、连字符和下划线，1 到 64 个。",
            "A code has lower case letters, digits, - and _, from 1 to 64 of them.",
        )
        raise ValueError(words) from None


def _no_reserved(code: str) -> str:
    if code in (CITY, UNASSIGNED):
        words = f"“{code}”是保留的代码，请换一个。", f"“{code}” is reserved; use another code."
        raise ValueError(Text(*words))
    return code


Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
Words = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=50)], ...],
    BeforeValidator(_parts),
    Field(max_length=100),
]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_parts), Field(max_length=200)]
NewCode = Annotated[str, AfterValidator(_code)]
Maybe = Annotated[Code | None, UNSAID]
Address = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=200)] | None, UNSAID
]


class EntryBody(BaseModel):
    """The whole entry, and the version of the organisation that was seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected_version: int = Field(ge=0)
    note: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] = ""

    @abstractmethod
    def entry(self, before: Entry | None) -> Entry:
        """The entry; what the body does not say is as it was `before`."""

    @property
    def at(self) -> int | None:
        """The place among the rules, counted from 1; None for where it is."""
        return None


class UnitBody(EntryBody):
    """A unit."""

    code: Annotated[NewCode, AfterValidator(_no_reserved)]
    name_zh: Name
    name_en: Name
    parent_code: Maybe = None
    active: bool = True

    def entry(self, before: Entry | None) -> Entry:
        """The unit."""
        return Unit(self.code, self.name_zh, self.name_en, self.parent_code, self.active)


class StaffBody(EntryBody):
    """A member of staff. Who leaves is handed over instead of made inactive here."""

    staff_id: NewCode
    name: Name
    unit_code: Maybe = None
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    email: Address = None
    transports: Codes = ()
    language: Literal["zh", "en"] = "zh"
    takes_turns: bool = True
    categories: Codes = ()
    active: bool = True

    def entry(self, before: Entry | None) -> Entry:
        """The person, with what is not administered here as it was."""
        person = before if isinstance(before, Staff) else Staff(self.staff_id, self.name)
        return replace(
            person,
            name=self.name,
            unit_code=self.unit_code,
            roles=tuple(role.value for role in self.roles),
            email=self.email,
            transports=self.transports,
            language=self.language,
            takes_turns=self.takes_turns,
            categories=self.categories,
            active=self.active,
        )


class CategoryBody(EntryBody):
    """A category."""

    code: NewCode
    name_zh: Name
    name_en: Name
    parent_code: Maybe = None
    active: bool = True

    def entry(self, before: Entry | None) -> Entry:
        """The category."""
        return Category(self.code, self.name_zh, self.name_en, self.parent_code, self.active)


class DistrictBody(EntryBody):
    """A district."""

    code: NewCode
    name_zh: Name
    name_en: Name

    def entry(self, before: Entry | None) -> Entry:
        """The district."""
        return District(self.code, self.name_zh, self.name_en)


class RuleBody(EntryBody):
    """A routing rule; `place` counts from 1."""

    code: NewCode
    name_zh: Name
    name_en: Name
    unit_code: Code
    owner_id: Maybe = None
    service_items: Codes = ()
    categories: Codes = ()
    districts: Codes = ()
    keywords: Words = ()
    place: Annotated[int | None, UNSAID, Field(ge=1, le=10_000)] = None

    def entry(self, before: Entry | None) -> Entry:
        """The rule."""
        return RoutingRule(
            code=self.code,
            unit_code=self.unit_code,
            owner_id=self.owner_id,
            service_items=frozenset(self.service_items),
            categories=frozenset(self.categories),
            districts=frozenset(self.districts),
            keywords=self.keywords,
            name_zh=self.name_zh,
            name_en=self.name_en,
        )

    @property
    def at(self) -> int | None:
        """Where it stands."""
        return self.place


class LeaveBody(BaseModel):
    """Who takes over; nobody: the unit's turns decide task by task."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    expected_version: int = Field(ge=0)
    successor: Maybe = None
    note: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] = ""


class TrialBody(BaseModel):
    """Which complaints to try: the newest, those in the tray, or texts, one a line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    among: Literal["latest", "tray", "texts"] = "latest"
    count: int = Field(default=200, ge=1, le=1000)
    texts: Annotated[str, StringConstraints(max_length=100_000)] = ""


BODIES: dict[Section, type[EntryBody]] = {
    Section.UNITS: UnitBody,
    Section.STAFF: StaffBody,
    Section.CATEGORIES: CategoryBody,
    Section.DISTRICTS: DistrictBody,
    Section.ROUTING: RuleBody,
}
REMOVABLE = (Section.DISTRICTS, Section.ROUTING)
"""Sections whose entries are taken away; the others become inactive, for tasks refer to them."""
LISTS = ("roles", "categories", "districts")
"""Fields that a form sends once for each choice."""


def key_of(section: Section) -> str:
    """The field that names an entry of the section."""
    return "staff_id" if section is Section.STAFF else "code"
