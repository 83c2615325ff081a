"""From what somebody sent to a change of the rulebook: what pages and API have in common."""

from dataclasses import dataclass

from services.ledger.domain.deadlines.calendar_file import FaultyCalendar, read_amendment
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.entrypoints.deadlines.bodies import CalendarBody, LimitBody, RuleBody
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.handlers.deadlines.change_rulebook import Change, Changed, NoFallback
from services.ledger.handlers.deadlines.changes import Changes, Proposal
from services.ledger.handlers.deadlines.ports import By, DeadlineHistory
from shared.language import Text
from shared.web.common_problems import conflict, invalid, not_found
from shared.web.problems import FieldError, Problem

CHANGERS = ("dispatcher", "supervisor")
"""Roles that speak for the whole city: a unit does not set its own deadlines."""


@dataclass(frozen=True, slots=True)
class DeadlineDesk:
    """What pages and API of the deadlines have at hand."""

    desk: Desk
    changes: Changes
    history: DeadlineHistory


def may_change(seen: Visit) -> bool:
    """Whether this officer changes rules, limits and calendars."""
    return seen.actor.has(*CHANGERS)


def check_may_change(seen: Visit) -> None:
    """Raises the 403 problem."""
    if not may_change(seen):
        raise Problem(
            403,
            "actor-sets-deadlines",
            Text("这一步要由别人办", "Somebody else has to do this"),
            Text(
                "期限规则、上限和日历由派单员或督办修改。",
                "Deadline rules, limits and calendars are changed by dispatchers or supervisors.",
            ),
        )


def rule_change(body: RuleBody, code: str, book: Rulebook, seen: Visit) -> Change:
    """Raises 409 for a revision that is not the newest, 422 for a category that is not known."""
    before = book.by_code.get(code)
    _check_seen(body.expected_revision, before.revision if before else 0)
    unknown = sorted(set(body.categories) - seen.organisation.category_by_code.keys())
    if unknown:
        words = Text(f"没有类别“{unknown[0]}”。", f"There is no category “{unknown[0]}”.")
        raise invalid([FieldError("categories", words)])
    return Change(rules=[body.rule(code)])


def limit_change(body: LimitBody, name: str, book: Rulebook) -> Change:
    """Raises 404 for a limit there is not, 409 for a revision that is not the newest."""
    before = next((each for each in book.limit_entries if each.name == name), None)
    if before is None:
        raise not_found()
    _check_seen(body.expected_revision, before.revision)
    return Change(limits=[body.limit(name)])


def calendar_change(body: CalendarBody, book: Rulebook) -> Change:
    """Raises 409 for a calendar that is not the present one, 422 with every fault of the file."""
    if body.expected_version:
        _check_seen(body.expected_version, book.calendar.version)
    try:
        return Change(amendment=read_amendment(body.file))
    except FaultyCalendar as error:
        faults = [
            FieldError("file", Text(f"{each.path}：{each.zh}", f"{each.path}: {each.en}"))
            for each in error.faults
        ]
        raise invalid(faults) from None


async def propose(office: DeadlineDesk, change: Change) -> Proposal:
    """What it would do. Raises the 422 problem where no rule would be left for the rest."""
    try:
        return await office.changes.propose(change)
    except NoFallback:
        raise _no_fallback() from None


async def make(office: DeadlineDesk, change: Change, seen: Visit) -> Changed:
    """Do it. Raises the 422 problem where no rule would be left for the rest."""
    try:
        return await office.changes.make(change, By(seen.actor.staff_id, seen.now))
    except NoFallback:
        raise _no_fallback() from None


def _check_seen(expected: object, found: object) -> None:
    if expected != found:
        raise conflict(
            "changed-meanwhile",
            Text(
                "您打开以后有人改过了。请重新打开，看了最新内容再改。",
                "Somebody changed it since you opened it. Open it again and look before you change it.",
            ),
        )


def _no_fallback() -> Problem:
    words = Text(
        "至少要留一条在用的、不带条件的办理规则，给其余的任务用。",
        "At least one active rule for handling without conditions has to stay, for all other tasks.",
    )
    return invalid([FieldError("active", words)])
