"""What complaints of one batch have in common, worked out once: the way a task stands after routing."""

from dataclasses import dataclass

from services.ledger.domain.deadline import Deadline, deadline
from services.ledger.domain.deadlines.rulebook import Case, Rulebook
from services.ledger.domain.deadlines.steps import Steps, steps_of
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Route, RoutingRule
from services.ledger.domain.task import Action, Assignment, Task, dispatch
from services.ledger.domain.trail import Doing, TrailEntry, entry, first_entry

LEDGER = "ledger"
"""The actor of what no person did."""
UNPLACED = Task(number="")
"""How every task stands at first."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a route leads: how a task stands then, and the trail entry that says so."""

    task: Task
    dispatched: TrailEntry


class Batch:
    """What the complaints of one batch have in common: organisation, moment, due dates, placements."""

    def __init__(self, organisation: Organisation, doing: Doing, rulebook: Rulebook) -> None:
        self.organisation, self.doing, self._rulebook = organisation, doing, rulebook
        self._placements: dict[tuple[str, str | None, str | None, str, Steps], Placement] = {}
        self._due: dict[Case, Deadline] = {}
        self._steps: dict[tuple[Case, bool], Steps] = {}
        self._registered: dict[str, TrailEntry] = {}

    def registered(self, channel: str) -> TrailEntry:
        """The first entry of every task that came through a channel."""
        if channel not in self._registered:
            doing = Doing(LEDGER, channel, self.doing.at)
            self._registered[channel] = first_entry(UNPLACED, doing)
        return self._registered[channel]

    def due(self, case: Case) -> Deadline:
        """When a case like this is due, if it is dispatched now."""
        if case not in self._due:
            rule = self._rulebook.choose(case, self.organisation.lineage)
            self._due[case] = deadline(rule, self.doing.at, self._rulebook.calendar)
        return self._due[case]

    def steps(self, case: Case, *, speaks: bool) -> Steps:
        """By when the unit takes them, likewise."""
        key = case, speaks
        if key not in self._steps:
            book, lineage = self._rulebook, self.organisation.lineage
            self._steps[key] = steps_of(book, case, lineage, self.doing.at, speaks=speaks)
        return self._steps[key]

    def placement(
        self, rule: RoutingRule, owner_id: str | None, found: Route, due: Deadline, steps: Steps
    ) -> Placement:
        """The same object for complaints that were routed alike, so that it is worked out once."""
        key = (rule.code, owner_id, found.keyword, due.rule_code, steps)
        if key not in self._placements:
            self._placements[key] = self._place(rule, owner_id, found, due, steps)
        return self._placements[key]

    def _place(
        self, rule: RoutingRule, owner_id: str | None, found: Route, due: Deadline, steps: Steps
    ) -> Placement:
        to = Assignment(
            rule.unit_code,
            owner_id,
            due.due_at,
            due.rule_code,
            due.calendar_version,
            rule.code,
            deadline_revision=due.rule_revision,
            sign_by=steps.sign_by,
            contact_by=steps.contact_by,
        )
        task = dispatch(UNPLACED, to, self.doing.at)
        said = {"keyword": found.keyword}
        return Placement(task, entry(Action.DISPATCH, UNPLACED, task, self.doing, said))
