"""The form of an organisation file, field by field. Codes are those of `shared.events`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from services.ledger.adapters.deadlines.form import DeadlineRuleForm, LimitForm
from services.ledger.adapters.form_base import Address, Code, Form, Name, NamedForm, Word
from services.ledger.domain.organisation import Category, District, Organisation, Staff, Unit
from services.ledger.domain.routing import RoutingRule
from services.ledger.handlers.deadlines.change_rulebook import Change
from shared.events.envelope import CITY, UNASSIGNED
from shared.language import Text
from shared.web.roles import Role


class UnitForm(NamedForm):
    """An entry of `units`."""

    code: Code
    parent: Code | None = None

    @field_validator("code")
    @classmethod
    def _can_be_a_subject(cls, code: str) -> str:
        if code in (CITY, UNASSIGNED):
            raise ValueError(
                Text(
                    f"“{code}”是保留的代码，请换一个。", f"“{code}” is reserved; use another code."
                )
            )
        return code


class StaffForm(Form):
    """An entry of `staff`. `demo_password` is set once, for somebody who has no password yet."""

    id: Code
    name: Name
    unit: Code | None = None
    roles: tuple[Role, ...] = Field(min_length=1)
    email: Address | None = None
    transports: tuple[Code, ...] = ()
    language: Literal["zh", "en"] = "zh"
    takes_turns: bool = True
    categories: tuple[Code, ...] = ()
    demo_password: Annotated[str, StringConstraints(min_length=8, max_length=200)] | None = None


class CategoryForm(NamedForm):
    """An entry of `categories`."""

    code: Code
    parent: Code | None = None


class DistrictForm(NamedForm):
    """An entry of `districts`."""

    code: Code


class RuleForm(NamedForm):
    """An entry of `routing`: conditions, then the unit, and an owner where it is always the same one."""

    code: Code
    unit: Code
    owner: Code | None = None
    service_items: tuple[Code, ...] = ()
    categories: tuple[Code, ...] = ()
    districts: tuple[Code, ...] = ()
    keywords: tuple[Word, ...] = ()


class OrganisationForm(Form):
    """The whole file."""

    organisation: NamedForm
    units: tuple[UnitForm, ...] = Field(min_length=1)
    staff: tuple[StaffForm, ...] = ()
    categories: tuple[CategoryForm, ...] = ()
    districts: tuple[DistrictForm, ...] = ()
    routing: tuple[RuleForm, ...] = ()
    deadline_rules: tuple[DeadlineRuleForm, ...] = ()
    limits: tuple[LimitForm, ...] = ()

    def organisation_of(self) -> Organisation:
        """The organisation, not checked as a whole yet."""
        return Organisation(
            name_zh=self.organisation.name,
            name_en=self.organisation.name_en,
            units=[Unit(u.code, u.name, u.name_en, u.parent) for u in self.units],
            staff=[_staff(person) for person in self.staff],
            categories=[Category(c.code, c.name, c.name_en, c.parent) for c in self.categories],
            districts=[District(d.code, d.name, d.name_en) for d in self.districts],
            rules=[_rule(rule) for rule in self.routing],
        )

    def deadlines(self) -> Change | None:
        """What it says of deadlines; None where it says nothing, and they stay as they are."""
        if not (self.deadline_rules or self.limits):
            return None
        return Change(
            rules=[each.rule() for each in self.deadline_rules],
            limits=[each.limit() for each in self.limits],
            retire_others=bool(self.deadline_rules),
        )

    def demo_passwords(self) -> dict[str, str]:
        """Demo passwords by staff id; those without one are absent."""
        return {each.id: each.demo_password for each in self.staff if each.demo_password}


def _staff(form: StaffForm) -> Staff:
    return Staff(
        staff_id=form.id,
        name=form.name,
        unit_code=form.unit,
        roles=tuple(role.value for role in form.roles),
        email=form.email,
        transports=form.transports,
        language=form.language,
        takes_turns=form.takes_turns,
        categories=form.categories,
    )


def _rule(form: RuleForm) -> RoutingRule:
    return RoutingRule(
        code=form.code,
        unit_code=form.unit,
        owner_id=form.owner,
        service_items=frozenset(form.service_items),
        categories=frozenset(form.categories),
        districts=frozenset(form.districts),
        keywords=form.keywords,
        name_zh=form.name,
        name_en=form.name_en,
    )
