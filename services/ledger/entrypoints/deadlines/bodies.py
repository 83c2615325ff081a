"""What is sent to change rules, limits and calendars: the same for the pages and for the API."""

from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from services.ledger.domain.deadline_rules import DeadlineRule, Purpose, Unit
from services.ledger.domain.deadlines.rulebook import Case
from services.ledger.domain.limits import Limit
from services.ledger.entrypoints.act_body import UNSAID
from shared.events.envelope import Code
from shared.language import Text

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
Source = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Codes = Annotated[tuple[Code, ...], Field(max_length=50)]


def _ticked(value: object) -> object:
    """A form sends a box that is ticked as its value."""
    return value == "yes" if isinstance(value, str) else value


Ticked = Annotated[bool, BeforeValidator(_ticked)]


CONDITIONS = ("natures", "channels", "categories", "urgencies")
"""Fields of a rule that say which tasks it is for."""


NO_CONDITIONS = Text(
    "申请退回的期限对所有任务都一样，请去掉条件。",
    "The limit for asking to return a task is the same for all: leave the conditions out.",
)


class Body(BaseModel):
    """An unknown field is a mistake somebody should hear of."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleBody(Body):
    """A rule as it shall be. `expected_revision` is the one you have seen; 0 for a new rule."""

    expected_revision: int = Field(ge=0)
    name_zh: Name
    name_en: Name
    amount: int = Field(ge=1, le=1000)
    unit: Unit
    extension: int = Field(default=0, ge=0, le=1000)
    pausable: Ticked = False
    by_hand: Ticked = False
    purpose: Purpose = Purpose.HANDLE
    source_zh: Source
    source_en: Source
    natures: Codes = ()
    channels: Codes = ()
    categories: Codes = ()
    urgencies: Codes = ()
    active: Ticked = True

    @model_validator(mode="after")
    def _returns_are_for_all(self) -> Self:
        """What says which tasks would have no effect: how long a unit may ask is the same for all."""
        if self.purpose is Purpose.RETURN and any(getattr(self, name) for name in CONDITIONS):
            raise ValueError(NO_CONDITIONS)
        return self

    def rule(self, code: str) -> DeadlineRule:
        """The same for the domain."""
        values = self.model_dump(exclude={"expected_revision"})
        values |= {name: frozenset(values[name]) for name in CONDITIONS}
        return DeadlineRule(code=code, **values)


class LimitBody(Body):
    """A limit as it shall be."""

    expected_revision: int = Field(ge=0)
    amount: int = Field(ge=1, le=1000)
    source_zh: Source
    source_en: Source

    def limit(self, name: str) -> Limit:
        """The same for the domain."""
        return Limit(name, self.amount, self.source_zh, self.source_en)


class CalendarBody(Body):
    """A calendar file, in TOML. `expected_version`: of the calendar you have seen."""

    expected_version: str = Field(default="", max_length=100)
    file: str = Field(min_length=1, max_length=200_000)


class CaseBody(Body):
    """A task that is not there yet, for a dry run."""

    nature: str = Field(default="", max_length=64)
    channel: str = Field(default="", max_length=64)
    category_code: Annotated[str | None, UNSAID, Field(max_length=64)] = None
    urgency: Annotated[str | None, UNSAID, Field(max_length=64)] = None

    def case(self) -> Case:
        """The same for the domain."""
        return Case(self.nature, self.channel, self.category_code, self.urgency)


class CasesBody(Body):
    """Up to 200 of them."""

    cases: tuple[CaseBody, ...] = Field(min_length=1, max_length=200)


FIELDS = {
    "name_zh": Text("中文名称", "the name in Chinese"),
    "name_en": Text("英文名称", "the name in English"),
    "amount": Text("数量", "how many"),
    "unit": Text("单位", "the unit"),
    "extension": Text("可延长", "the extension"),
    "purpose": Text("用途", "what it limits"),
    "source_zh": Text("依据（中文）", "the source in Chinese"),
    "source_en": Text("依据（英文）", "the source in English"),
    "categories": Text("类别", "the categories"),
    "file": Text("日历文件", "the calendar file"),
}
"""What the validation calls the fields."""
