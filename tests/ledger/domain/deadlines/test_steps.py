"""By when a unit signs, says the first word and contacts again: by urgency, and only who can be reached."""

from datetime import datetime

import pytest

from services.ledger.domain.deadline_rules import RULES, USUAL, Purpose
from services.ledger.domain.deadlines.rulebook import Case, usual_rulebook
from services.ledger.domain.deadlines.steps import contact_again_by, steps_of
from services.ledger.domain.working_calendar import CHINA

BOOK = usual_rulebook()
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=CHINA)
"""A Friday."""
MONDAY = datetime(2026, 11, 30, 17, 30, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("urgency", "speaks", "sign_by", "contact_by"),
    [
        (None, True, MONDAY, None),
        ("ordinary", True, MONDAY, None),
        ("urgent", True, MONDAY, NOON.replace(minute=20)),
        ("major", True, MONDAY, NOON.replace(minute=10)),
        ("urgent", False, NOON.replace(minute=20), None),
    ],
)
def test_urgency_decides_when_the_first_word_is_due(
    urgency: str | None, speaks: bool, sign_by: datetime, contact_by: datetime | None
) -> None:
    steps = steps_of(BOOK, Case(urgency=urgency), {}, NOON, speaks=speaks)
    assert (steps.sign_by, steps.contact_by) == (sign_by, contact_by)


def test_after_a_bad_rating_the_person_is_contacted_within_a_working_day() -> None:
    assert contact_again_by(BOOK, Case(), {}, NOON, speaks=True) == MONDAY
    assert contact_again_by(BOOK, Case(), {}, NOON, speaks=False) is None


def test_each_rule_that_comes_with_the_software_is_chosen_for_something() -> None:
    """A rule that has no effect must not exist; one by hand is chosen by a dispatcher."""
    cases = [Case(urgency=urgency) for urgency in (None, "urgent", "major")]
    chosen = {BOOK.choose(case, {}).code for case in cases}
    for purpose in set(Purpose) - {Purpose.HANDLE}:
        chosen |= {rule.code for case in cases if (rule := BOOK.rule_for(purpose, case, {}))}
    assert chosen == {rule.code for rule in USUAL if not rule.by_hand}
    assert not RULES["urgent"].is_general
