"""Events that ledger publishes of the directory beside units, staff and categories."""

from typing import ClassVar

from pydantic import Field

from shared.events.envelope import CITY, Code, Event


class DistrictListed(Event):
    """A district was added, changed or (inactive) removed."""

    TYPE: ClassVar[str] = "ledger.district.listed.v1"

    district_code: Code
    name_zh: str
    name_en: str
    active: bool = True

    def aggregate_id(self) -> str:
        """The district's code."""
        return self.district_code

    def unit_token(self) -> str:
        """It concerns all."""
        return CITY


class RoutingRuleListed(Event):
    """A routing rule was added, changed, moved or (inactive) removed. An empty condition always holds."""

    TYPE: ClassVar[str] = "ledger.routing.listed.v1"

    rule_code: Code
    place: int = Field(
        ge=1, description="rules are asked in this order; the first that fits decides"
    )
    name_zh: str
    name_en: str
    unit_code: Code
    owner_id: Code | None = Field(default=None, description="none: by the unit's turns")
    service_items: tuple[Code, ...] = ()
    categories: tuple[Code, ...] = ()
    districts: tuple[Code, ...] = ()
    keywords: tuple[str, ...] = ()
    active: bool = True

    def aggregate_id(self) -> str:
        """The rule's code."""
        return self.rule_code

    def unit_token(self) -> str:
        """The unit it leads to."""
        return self.unit_code
