"""All that due dates are worked out with, of one version: the rules, the limits, the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property, lru_cache

from services.ledger.domain import limits as usual
from services.ledger.domain.deadline_rules import ORDINARY, USUAL, DeadlineRule, Purpose
from services.ledger.domain.limits import Limit, Limits
from services.ledger.domain.routing import Lineage
from services.ledger.domain.task_facts import Task
from services.ledger.domain.working_calendar import (
    OFFICE_CLOSES,
    WorkingCalendar,
    official_calendar,
)


@dataclass(frozen=True, slots=True)
class Case:
    """What the choice of a rule looks at. Codes are those of `shared.events`."""

    nature: str = ""
    channel: str = ""
    category_code: str | None = None
    urgency: str | None = None


@dataclass(frozen=True, eq=False)
class Rulebook:
    """One version. `rules` has the newest revision of each, in order; `earlier` those before them."""

    version: int
    rules: Sequence[DeadlineRule]
    calendar: WorkingCalendar
    limit_entries: Sequence[Limit] = usual.USUAL
    earlier: Mapping[tuple[str, int], DeadlineRule] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> Mapping[str, DeadlineRule]:
        """The newest revision by code, retired rules included."""
        return {rule.code: rule for rule in self.rules}

    @cached_property
    def limits(self) -> Limits:
        """The values alone; what is not listed is as usual."""
        return Limits(**{each.name: each.amount for each in self.limit_entries})

    @cached_property
    def fallback(self) -> DeadlineRule:
        """The first active rule that is for every task."""
        return next((rule for rule in self._handling if rule.is_general), ORDINARY)

    @cached_property
    def _handling(self) -> Sequence[DeadlineRule]:
        return [each for each in self.rules if each.active and each.purpose is Purpose.HANDLE]

    @cached_property
    def _particular(self) -> Sequence[DeadlineRule]:
        return [rule for rule in self._handling if not (rule.is_general or rule.by_hand)]

    def choose(self, case: Case, lineage: Lineage) -> DeadlineRule:
        """The rule for a new task: of those whose conditions all hold, the most specific.

        More conditions win; then the nearer category; then the order. With none, the fallback.
        """
        line = lineage.get(case.category_code or "", frozenset())
        fits = [rule for rule in self._particular if _holds(rule, case, line)]
        return max(fits, key=lambda rule: _weight(rule, case, lineage), default=self.fallback)

    def rule_for(self, purpose: Purpose, case: Case, lineage: Lineage) -> DeadlineRule | None:
        """The rule for another purpose than handling, chosen likewise; None: there is no such limit."""
        line = lineage.get(case.category_code or "", frozenset())
        own = [each for each in self.rules if each.active and each.purpose is purpose]
        fits = [rule for rule in own if _holds(rule, case, line)]
        return max(fits, key=lambda rule: _weight(rule, case, lineage), default=None)

    def rule_of(self, task: Task) -> DeadlineRule:
        """The newest revision of the rule a task was given, retired or not."""
        return self.by_code.get(task.deadline_rule or "", self.fallback)

    def rule_then(self, task: Task) -> DeadlineRule:
        """The revision by which the task's due date came about."""
        now = self.rule_of(task)
        return self.earlier.get((now.code, task.deadline_revision or 1), now)


def _holds(rule: DeadlineRule, case: Case, line: frozenset[str]) -> bool:
    return (
        (not rule.natures or case.nature in rule.natures)
        and (not rule.channels or case.channel in rule.channels)
        and (not rule.categories or not rule.categories.isdisjoint(line | {case.category_code}))
        and (not rule.urgencies or case.urgency in rule.urgencies)
    )


def _weight(rule: DeadlineRule, case: Case, lineage: Lineage) -> tuple[int, int]:
    """How many conditions, then how far down the tree the category stands that fits."""
    conditions = sum(map(bool, rule.conditions))
    line = lineage.get(case.category_code or "", frozenset()) & rule.categories
    return conditions, max((len(lineage.get(code, ())) for code in line), default=0)


@lru_cache(maxsize=4)
def usual_rulebook(closes: time = OFFICE_CLOSES) -> Rulebook:
    """What comes with this version of the software."""
    return Rulebook(0, tuple(USUAL), official_calendar(closes))
