"""Which day is anchored when, and over what."""

from datetime import UTC, date, datetime, timedelta

from services.ledger.domain.anchor import AnchorDigest, Head, next_day_due, span_of

MONDAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
"""In China, when Monday is over."""
ONE = Head("261123-000001-79", 2, b"a" * 32)
TWO = Head("261123-000002-76", 1, b"b" * 32)


def test_a_day_is_due_ten_minutes_after_its_midnight_in_china() -> None:
    before = MONDAY - timedelta(days=1)
    assert next_day_due(before, MIDNIGHT + timedelta(minutes=9)) is None
    assert next_day_due(before, MIDNIGHT + timedelta(minutes=10)) == MONDAY
    assert next_day_due(MONDAY, MIDNIGHT + timedelta(hours=5)) is None


def test_the_first_anchor_is_yesterday_s_and_missed_days_come_one_after_another() -> None:
    thursday_noon = MIDNIGHT + timedelta(days=2, hours=12)
    assert next_day_due(None, thursday_noon) == MONDAY + timedelta(days=2)
    assert next_day_due(MONDAY, thursday_noon) == MONDAY + timedelta(days=1)


def test_an_anchor_looks_back_two_days_and_the_first_to_the_beginning() -> None:
    span = span_of(MONDAY, first=False)
    assert span.end == MIDNIGHT
    assert span.end - span.begin == timedelta(days=3)
    assert span_of(MONDAY, first=True).begin.year == 1970


def made(*heads: Head, day: date = MONDAY, before: bytes = b"") -> bytes:
    running = AnchorDigest(day, before)
    running.add(heads)
    return running.digest()


def test_day_anchor_before_and_every_head_count() -> None:
    variants = [
        made(ONE, TWO),
        made(TWO, ONE),
        made(ONE),
        made(),
        made(ONE, TWO, before=b"c" * 32),
        made(ONE, TWO, day=date(2026, 11, 24)),
        made(Head(ONE.task_number, 3, ONE.digest), TWO),
        made(Head("261123-000009-55", 2, ONE.digest), TWO),
        made(Head(ONE.task_number, 2, TWO.digest), TWO),
    ]
    assert len(set(variants)) == len(variants)
