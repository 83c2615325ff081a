"""Changing rules, limits or the calendar: what would move, and then the change itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ledger.domain.deadline_rules import DeadlineRule, Purpose
from services.ledger.domain.deadlines.calendar_document import Amendment, CalendarDocument
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.limits import Limit
from services.ledger.handlers.deadlines.ports import By, RulebookStore

RULE, CALENDAR = "rule", "calendar"


class NoFallback(Exception):
    """The change would leave no rule that is for every task."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different; None leaves things as they are.

    `rules` and `limits` are put in the place of those with the same code or name, or added;
    `retire_others`: rules that are not among them are not chosen any more.
    """

    rules: Sequence[DeadlineRule] = ()
    limits: Sequence[Limit] = ()
    amendment: Amendment | None = None
    document: CalendarDocument | None = None
    """Instead of an amendment: a whole calendar, with the version it is known by."""
    version: str = ""
    retire_others: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """The rulebook as it would be; `anything` False: it is what there is already."""

    rulebook: Rulebook
    rules: Sequence[DeadlineRule]
    limits: Sequence[Limit]
    document: CalendarDocument | None
    anything: bool


def changed(book: Rulebook, document: CalendarDocument, change: Change) -> Changed:
    """What the change makes of a rulebook. Raises NoFallback."""
    rules = _rules(book, change)
    limits = _next_limits(book, change.limits)
    new = change.document or (document.amended(change.amendment) if change.amendment else document)
    version = change.version or new.version
    other = new != document
    after = replace(
        book,
        rules=tuple(rules),
        limit_entries=_with(book.limit_entries, limits),
        calendar=new.calendar(version) if other else book.calendar,
        earlier={**book.earlier, **{(r.code, r.revision): r for r in book.rules}},
    )
    if not any(r.active and r.is_general and r.purpose is Purpose.HANDLE for r in rules):
        raise NoFallback
    same = rules == list(book.rules)
    return Changed(after, rules, limits, new if other else None, not same or bool(limits) or other)


async def change_rulebook(store: RulebookStore, change: Change, by: By) -> Changed:
    """Make the change, in the store's transaction; open tasks are recomputed afterwards.

    Raises NoFallback. Repeatable: what is so already changes nothing and begins no recomputation.
    """
    book = await store.lock()
    done = changed(book, await store.document(), change)
    if not done.anything:
        return done
    if done.rules != list(book.rules):
        await store.keep_rules(done.rules, by)
    if done.limits:
        await store.keep_limits(done.limits, by)
    if done.document is not None:
        await store.keep_calendar(done.document, done.rulebook.calendar.version, by)
    await store.next_version(_reason(done), by)
    return done


def _reason(done: Changed) -> str:
    if done.document is not None:
        return CALENDAR
    return RULE


def _rules(book: Rulebook, change: Change) -> list[DeadlineRule]:
    """In the order of the page; new ones last, or all in the order given where others are retired."""
    given = {rule.code: _next_rule(book, rule) for rule in change.rules}
    if not change.retire_others:
        kept = [given.pop(rule.code, rule) for rule in book.rules]
        return [*kept, *given.values()]
    others = [rule for rule in book.rules if rule.code not in given]
    retired = [_next_rule(book, replace(rule, active=False)) for rule in others]
    return [*given.values(), *retired]


def _next_rule(book: Rulebook, rule: DeadlineRule) -> DeadlineRule:
    """The rule as its next revision; as it is where nothing differs."""
    before = book.by_code.get(rule.code)
    if before is None:
        return replace(rule, revision=1)
    same = replace(rule, revision=before.revision)
    return before if same == before else replace(rule, revision=before.revision + 1)


def _next_limits(book: Rulebook, given: Sequence[Limit]) -> list[Limit]:
    """Those that differ, as their next revisions."""
    before = {each.name: each for each in book.limit_entries}
    found = []
    for each in given:
        old = before[each.name]
        if replace(each, revision=old.revision) != old:
            found.append(replace(each, revision=old.revision + 1))
    return found


def _with(before: Sequence[Limit], given: Sequence[Limit]) -> tuple[Limit, ...]:
    by_name = {each.name: each for each in given}
    return tuple(by_name.pop(each.name, each) for each in before) + tuple(by_name.values())
