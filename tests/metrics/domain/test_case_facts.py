"""Joining what was said is commutative, associative and idempotent."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.metrics.domain.case_facts import CaseFacts, Dispatch, Milestone

MOMENTS = st.integers(1, 10**6).map(lambda second: datetime.fromtimestamp(second, UTC))


def at(version: int) -> datetime:
    """The moment of the event with this version: an event that is repeated says the same."""
    return datetime.fromtimestamp(version, UTC)


VERSIONS = st.integers(1, 9)
DISPATCHES = VERSIONS.map(lambda n: Dispatch(n, at(n), at(n + 5), f"unit-{n}", None, n))
MILESTONES = VERSIONS.map(lambda n: Milestone(n, at(n), None))
FACTS = st.builds(
    CaseFacts,
    dispatch=st.none() | DISPATCHES,
    signature=st.none() | MILESTONES,
    closure=st.none() | MILESTONES,
    registered_at=st.none() | MOMENTS,
    first_dispatched_at=st.none() | MOMENTS,
)


@given(FACTS, FACTS)
def test_the_order_does_not_matter(one: CaseFacts, other: CaseFacts) -> None:
    assert one.join(other) == other.join(one)


@given(FACTS, FACTS, FACTS)
def test_nor_does_the_grouping(one: CaseFacts, other: CaseFacts, third: CaseFacts) -> None:
    assert one.join(other).join(third) == one.join(other.join(third))


@given(FACTS, FACTS)
def test_nor_does_hearing_it_twice(one: CaseFacts, other: CaseFacts) -> None:
    joined = one.join(other)
    assert joined.join(one) == joined
    assert one.join(CaseFacts()) == one
