"""The digest of a trail entry: any change of any field changes it, and it is the one that was documented."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.ledger.domain.chain import NO_ENTRY, Seal, digest, missing_digests
from services.ledger.domain.task import Action
from services.ledger.domain.trail import TrailEntry

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
FACTS = st.dictionaries(
    TEXT,
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=5,
    ),
    max_size=4,
)
ENTRIES = st.builds(
    TrailEntry,
    task_number=TEXT,
    sequence=st.integers(1, 10_000),
    at=st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1)),  # noqa: DTZ001
    actor=TEXT,
    on_behalf_of=st.none() | TEXT,
    through=TEXT,
    action=st.sampled_from(Action),
    before=FACTS,
    after=FACTS,
)
BEFORE = st.just(NO_ENTRY) | st.binary(min_size=32, max_size=32)
ENTRY = TrailEntry(
    "261123-000001-79",
    2,
    datetime(2026, 11, 23, 2, tzinfo=UTC),
    "zhang-wei",
    None,
    "desk",
    Action.SIGN,
    {"state": "dispatched"},
    {"state": "signed", "note": "已联系"},
)


def test_the_form_is_the_one_the_decision_record_writes_down() -> None:
    hashed = (
        "16:jiangxin-trail-1,1:2,32:2026-11-23T02:00:00.000000+00:00,9:zhang-wei,-4:desk,4:sign,"
        '22:{"state":"dispatched"},37:{"note":"已联系","state":"signed"},16:261123-000001-79,0:,'
    )
    assert digest(ENTRY, NO_ENTRY) == hashlib.sha256(hashed.encode()).digest()


def meaning(entry: TrailEntry) -> Any:
    """What an entry says, where True is not 1, as in JSON."""
    facts = [json.dumps(each, sort_keys=True) for each in (entry.before, entry.after)]
    return replace(entry, before={}, after={}), facts


@given(ENTRIES, ENTRIES, BEFORE, BEFORE)
def test_no_two_entries_have_the_same_digest(
    one: TrailEntry, other: TrailEntry, before_one: bytes, before_other: bytes
) -> None:
    same = (meaning(one), before_one) == (meaning(other), before_other)
    assert (digest(one, before_one) == digest(other, before_other)) == same


@given(ENTRIES, ENTRIES, st.sampled_from([each.name for each in fields(TrailEntry)]))
def test_any_change_of_any_field_changes_the_digest(
    one: TrailEntry, other: TrailEntry, name: str
) -> None:
    changed = replace(one, **{name: getattr(other, name)})
    assume(meaning(changed) != meaning(one))
    assert digest(changed, NO_ENTRY) != digest(one, NO_ENTRY)


@given(ENTRIES, TEXT, TEXT)
def test_text_that_moves_between_fields_is_another_entry(
    entry: TrailEntry, first: str, second: str
) -> None:
    assume(second)
    one = replace(entry, actor=first + second, through="")
    assert digest(one, b"") != digest(replace(one, actor=first, through=second), b"")


@given(ENTRIES, BEFORE)
def test_a_shared_entry_has_the_digest_of_the_task_s_own(entry: TrailEntry, before: bytes) -> None:
    shared = Seal(replace(entry, task_number=""))
    assert shared.digest(entry.task_number, before) == digest(entry, before)
    assert shared.digest("another", before) != digest(entry, before) or (
        entry.task_number == "another"
    )


@given(ENTRIES)
def test_the_same_moment_in_another_zone_and_facts_in_another_order_are_the_same(
    entry: TrailEntry,
) -> None:
    assume(entry.at.year < 9999)
    china = entry.at.astimezone(timezone(timedelta(hours=8)))
    turned = dict(reversed(entry.after.items()))
    assert digest(replace(entry, at=china, after=turned), b"") == digest(entry, b"")


@pytest.mark.parametrize("facts", [{"days": 1.5}, {"days": [1, {"x": 2.0}]}])
def test_fractions_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="whole number"):
        digest(replace(ENTRY, after=facts), NO_ENTRY)


def test_open_entries_are_chained_to_those_that_have_their_digest() -> None:
    first, second, third = (replace(ENTRY, sequence=n) for n in (1, 2, 3))
    known = digest(first, NO_ENTRY)
    next_one = digest(second, known)
    assert missing_digests([(first, known), (second, None), (third, None)]) == [
        (second, next_one),
        (third, digest(third, next_one)),
    ]
