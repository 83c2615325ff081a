"""Which rule a task gets: the one with more conditions, then the nearer category, then the first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.ledger.domain.deadline_rules import ORDINARY, USUAL, DeadlineRule, Purpose, Unit
from services.ledger.domain.deadlines.rulebook import Case, Rulebook, usual_rulebook
from services.ledger.domain.task import Task

LINEAGE = {
    "market": frozenset({"market"}),
    "food": frozenset({"market", "food"}),
    "kitchens": frozenset({"market", "food", "kitchens"}),
    "noise": frozenset({"noise"}),
}
BOOK = usual_rulebook()


def rule(code: str, **more: object) -> DeadlineRule:
    return DeadlineRule(code, 3, Unit.WORKING_DAYS, "规则", "Rule", "依据", "source", **more)  # type: ignore[arg-type]


def chosen(case: Case, *rules: DeadlineRule) -> str:
    return replace(BOOK, rules=(*USUAL, *rules)).choose(case, LINEAGE).code


def test_what_comes_with_the_software_gives_every_task_five_working_days() -> None:
    assert BOOK.choose(Case("complaint", "hotline", "food"), LINEAGE) is ORDINARY
    assert BOOK.choose(Case(), {}) is ORDINARY


def test_a_category_stands_for_those_below_it_and_the_nearer_one_wins() -> None:
    wide = rule("wide", categories=frozenset({"market"}))
    near = rule("near", categories=frozenset({"food"}))
    assert chosen(Case(category_code="kitchens"), wide, near) == "near"
    assert chosen(Case(category_code="kitchens"), near, wide) == "near"
    assert chosen(Case(category_code="market"), wide, near) == "wide"
    assert chosen(Case(category_code="noise"), wide, near) == "ordinary"


def test_more_conditions_win_over_a_nearer_category() -> None:
    near = rule("near", categories=frozenset({"kitchens"}))
    both = rule("both", categories=frozenset({"market"}), channels=frozenset({"hotline"}))
    assert chosen(Case("help", "hotline", "kitchens"), near, both) == "both"
    assert chosen(Case("help", "letter", "kitchens"), near, both) == "near"


def test_of_two_alike_the_first_holds() -> None:
    one, other = (rule(code, natures=frozenset({"consult"})) for code in ("one", "other"))
    assert chosen(Case("consult"), one, other) == "one"


def test_a_rule_for_something_else_or_retired_is_never_chosen() -> None:
    signing = rule("signing", natures=frozenset({"consult"}), purpose=Purpose.SIGN)
    retired = rule("retired", natures=frozenset({"consult"}), active=False)
    assert chosen(Case("consult"), signing, retired) == "ordinary"


@given(
    case=st.builds(
        Case,
        st.sampled_from(["consult", "help", ""]),
        st.sampled_from(["hotline", "letter"]),
        st.sampled_from([None, "market", "food", "kitchens", "noise", "unheard-of"]),
    ),
    rules=st.lists(
        st.builds(
            lambda n, c, k: rule("x", natures=n, channels=c, categories=k),
            st.frozensets(st.sampled_from(["consult", "help"])),
            st.frozensets(st.sampled_from(["hotline", "letter"])),
            st.frozensets(st.sampled_from(["market", "food", "noise"])),
        ),
        max_size=6,
    ),
)
def test_the_rule_that_is_chosen_holds_in_every_condition(
    case: Case, rules: list[DeadlineRule]
) -> None:
    numbered = [replace(each, code=f"r{index}") for index, each in enumerate(rules)]
    found = replace(BOOK, rules=(ORDINARY, *numbered)).choose(case, LINEAGE)
    line = LINEAGE.get(case.category_code or "", frozenset())
    assert not found.natures or case.nature in found.natures
    assert not found.channels or case.channel in found.channels
    assert not found.categories or line & found.categories


def test_a_task_keeps_the_words_of_the_revision_it_was_given() -> None:
    shorter = replace(ORDINARY, amount=3, revision=2)
    book = Rulebook(2, (shorter,), BOOK.calendar, earlier={("ordinary", 1): ORDINARY})
    old = Task("261123-000001-00", deadline_rule="ordinary")
    assert book.rule_then(old) is ORDINARY
    assert book.rule_of(old) is shorter
    assert book.rule_then(replace(old, deadline_revision=2)) is shorter
