"""How a task's due date came about, for the page and for the API: by the rule and calendar of then."""

from dataclasses import dataclass

from services.ledger.domain.deadline import Deadline, deadline, explain
from services.ledger.domain.deadline_rules import DeadlineRule
from services.ledger.domain.deadline_words import Step
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.task import Task
from services.ledger.domain.working_calendar import WorkingCalendar
from services.ledger.entrypoints.moved_dates import moved
from services.ledger.handlers.deadlines.ports import Rulebooks
from shared.language import Text


@dataclass(frozen=True, slots=True)
class Explained:
    """The words, the days that were counted, and what they rest on."""

    found: Deadline
    rule: DeadlineRule
    calendar: WorkingCalendar
    steps: list[Step]
    moved: Text | None

    @property
    def basis(self) -> Text:
        """The rule with its source, from when it counts, until when."""
        return Text(self.found.basis_zh, self.found.basis_en)

    @property
    def notices(self) -> list[tuple[int, tuple[str, ...]]]:
        """For each year that was counted in, its notices; none where the year is not announced."""
        years = sorted({step.day.year for step in self.steps} or {self.found.due_day.year})
        return [(year, self.calendar.sources.get(year, ())) for year in years]


async def explained(task: Task, book: Rulebook, rulebooks: Rulebooks) -> Explained | None:
    """None for a task that was not dispatched. `book` is the present one; `rulebooks` has older calendars."""
    if task.dispatched_at is None or task.due_at is None:
        return None
    rule = book.rule_then(task)
    calendar = await rulebooks.calendar(task.calendar_version)
    return Explained(
        found=deadline(rule, task.dispatched_at, calendar),
        rule=rule,
        calendar=calendar,
        steps=explain(rule, task.dispatched_at, calendar),
        moved=moved(task, calendar),
    )
