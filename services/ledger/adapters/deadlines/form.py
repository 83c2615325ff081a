"""The sections `deadline_rules` and `limits` of an organisation file, field by field."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.ledger.adapters.form_base import Code, Form, NamedForm
from services.ledger.domain.deadline_rules import DeadlineRule, Purpose, Unit
from services.ledger.domain.limits import Limit
from services.ledger.domain.organisation_faults import Fault

Source = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Amount = Annotated[int, Field(ge=1, le=1000)]


class DeadlineRuleForm(NamedForm):
    """An entry of `deadline_rules`."""

    code: Code
    amount: Amount
    unit: Unit
    source: Source
    source_en: Source
    extension: int = Field(default=0, ge=0, le=1000)
    pausable: bool = False
    by_hand: bool = False
    purpose: Purpose = Purpose.HANDLE
    natures: tuple[Code, ...] = ()
    channels: tuple[Code, ...] = ()
    categories: tuple[Code, ...] = ()
    urgencies: tuple[Code, ...] = ()

    def rule(self) -> DeadlineRule:
        """The same for the domain."""
        return DeadlineRule(
            code=self.code,
            amount=self.amount,
            unit=self.unit,
            name_zh=self.name,
            name_en=self.name_en,
            source_zh=self.source,
            source_en=self.source_en,
            extension=self.extension,
            pausable=self.pausable,
            by_hand=self.by_hand,
            purpose=self.purpose,
            natures=frozenset(self.natures),
            channels=frozenset(self.channels),
            categories=frozenset(self.categories),
            urgencies=frozenset(self.urgencies),
        )


class LimitForm(Form):
    """An entry of `limits`."""

    name: Literal["failed_attempts", "unreachable", "reopen_days", "due_soon"]
    amount: Amount
    source: Source
    source_en: Source

    def limit(self) -> Limit:
        """The same for the domain."""
        return Limit(self.name, self.amount, self.source, self.source_en)


def rule_faults(rules: Sequence[DeadlineRule], categories: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the rules as a whole; nothing where there are none."""
    repeated = Counter(rule.code for rule in rules)
    for index, rule in enumerate(rules):
        path = f"deadline_rules[{index}]"
        if repeated[rule.code] > 1:
            words = f"“{rule.code}”用了不止一次", f"“{rule.code}” is used more than once"
            yield Fault(f"{path}.code", *words)
        for code in sorted(rule.categories - set(categories)):
            words = f"没有类别“{code}”", f"there is no category “{code}”"
            yield Fault(f"{path}.categories", *words)
    if rules and not any(rule.is_general and rule.purpose is Purpose.HANDLE for rule in rules):
        yield Fault(
            "deadline_rules",
            "要有一条不带条件的办理规则，给其余的任务用",
            "one rule for handling without conditions is needed, for all other tasks",
        )
