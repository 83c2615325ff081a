"""What somebody sends of an item: its guide, its heading, what is said at publication."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.ledger.domain.service_items.guide import (
    Days,
    DayUnit,
    Fee,
    Guide,
    Material,
    MaterialKind,
    MaterialSource,
    OnlineDepth,
    Step,
)
from services.ledger.domain.service_items.item import ServiceItem
from services.ledger.domain.service_items.removals import Given, RemovalReason
from services.ledger.handlers.service_items.publish_snapshot import Publication
from shared.events.envelope import Code, Number
from shared.language import Text

MOST_ELEMENTS = 60
_STRIPPED = StringConstraints(strip_whitespace=True)
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{0,32}$")]
Name = Annotated[str, _STRIPPED, Field(max_length=200)]
Basis = Annotated[str, _STRIPPED, Field(max_length=500)]
Words = Annotated[str, _STRIPPED, Field(max_length=1000)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Element(_Body):
    key: Key = ""
    name_zh: Name = ""
    name_en: Name = ""
    basis: Basis = ""


class StepBody(_Element):
    """A step; without a key it is recognised by its name."""

    asks_for: tuple[Name, ...] = Field(default=(), max_length=MOST_ELEMENTS)


class MaterialBody(_Element):
    """A material; without a key it is recognised by its name."""

    source: MaterialSource = MaterialSource.APPLICANT
    kind: MaterialKind = MaterialKind.ORIGINAL
    copies: int = Field(default=1, ge=0, le=99)


class FeeBody(_Element):
    """A fee; without a key it is recognised by its name."""

    fen: int = Field(default=0, ge=0, le=1_000_000_000)


class DaysBody(_Body):
    """A limit; 0 is on the spot."""

    amount: int = Field(ge=0, le=3650)
    unit: DayUnit = DayUnit.WORKING

    def days(self) -> Days:
        return Days(self.amount, self.unit)


class GuideBody(_Body):
    """A whole guide."""

    steps: tuple[StepBody, ...] = Field(default=(), max_length=MOST_ELEMENTS)
    materials: tuple[MaterialBody, ...] = Field(default=(), max_length=MOST_ELEMENTS)
    fees: tuple[FeeBody, ...] = Field(default=(), max_length=MOST_ELEMENTS)
    legal: DaysBody | None = None
    legal_basis: Basis = ""
    promised: DaysBody | None = None
    trips: int | None = Field(default=None, ge=0, le=99)
    online_depth: OnlineDepth | None = None
    basis: Basis = ""
    who_zh: Words = ""
    who_en: Words = ""
    where_zh: Words = ""
    where_en: Words = ""

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        for elements in (self.steps, self.materials, self.fees):
            keys = [each.key for each in elements if each.key]
            if len(keys) != len(set(keys)):
                raise ValueError(Text("有两项用了同一个 key。", "Two entries share a key."))
        return self

    def guide(self) -> Guide:
        """The same as the domain has it."""
        lists = {"steps", "materials", "fees", "legal", "promised"}
        return Guide(
            steps=tuple(Step(**dict(each)) for each in self.steps),
            materials=tuple(Material(**dict(each)) for each in self.materials),
            fees=tuple(Fee(**dict(each)) for each in self.fees),
            legal=self.legal.days() if self.legal else None,
            promised=self.promised.days() if self.promised else None,
            **{name: value for name, value in self if name not in lists},
        )


class DraftBody(_Body):
    """`POST …/draft`; without a guide the draft is thrown away."""

    expected_revision: int = Field(ge=0)
    guide: GuideBody | None = None


class HeadingBody(_Body):
    """What an item is called and whose it is."""

    code: Code
    name_zh: Annotated[Name, Field(min_length=1)]
    name_en: Name = ""
    unit_code: Code | None = None
    theme: Name = ""

    def item(self) -> ServiceItem:
        return ServiceItem(self.code, self.name_zh, self.name_en, self.unit_code, "", self.theme)


class RemovalBody(_Body):
    """Why one removed element is needed no more."""

    key: Key
    reason: RemovalReason
    basis: Basis


class PublicationBody(_Body):
    """`POST …/publish`."""

    expected_revision: int = Field(ge=0)
    note: Words = ""
    removals: tuple[RemovalBody, ...] = Field(default=(), max_length=3 * MOST_ELEMENTS)
    task_numbers: tuple[Number, ...] = Field(default=(), max_length=100)

    def publication(self) -> Publication:
        given = {each.key: Given(each.reason, each.basis) for each in self.removals}
        return Publication(self.note, given, self.task_numbers)
