"""What became of a complaint: put together from steps that come in any order."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from services.intake.domain.progress import Progress, State, Step, in_order

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DUE = NOON + timedelta(days=7)


def step(state: State, version: int, **more: object) -> Step:
    return Step(state, NOON + timedelta(minutes=version), version, **more)  # type: ignore[arg-type]


def progress(*steps: Step) -> Progress:
    return Progress("261123-000417-92", NOON, "电梯停运", steps=in_order(steps))


REGISTERED = step(State.REGISTERED, 1)
DISPATCHED = step(State.DISPATCHED, 2, unit_code="market-regulation", due_at=DUE)
SIGNED = step(State.SIGNED, 3)
REPORTED = step(State.REPORTED, 4, reply="修好了。", result="resolved")


def test_before_ledger_has_spoken_it_is_received() -> None:
    assert progress().state is State.RECEIVED
    assert progress().promise is None


def test_any_order_of_arrival_gives_the_same_story() -> None:
    for steps in permutations([REGISTERED, DISPATCHED, SIGNED, REPORTED]):
        told = progress(*steps)
        assert told.state is State.REPORTED
        assert told.promise == DISPATCHED
        assert told.answer == REPORTED


def test_a_step_that_is_missing_hides_nothing_that_is_known() -> None:
    told = progress(SIGNED, DISPATCHED)
    assert told.state is State.SIGNED
    assert told.promise == DISPATCHED


def test_the_latest_dispatch_makes_the_promise() -> None:
    again = step(State.DISPATCHED, 5, unit_code="housing", due_at=DUE + timedelta(days=2))
    assert progress(DISPATCHED, again).promise == again


def test_it_is_late_after_the_promised_moment_until_there_is_an_answer() -> None:
    assert not progress(DISPATCHED).is_late(DUE)
    assert progress(DISPATCHED).is_late(DUE + timedelta(seconds=1))
    assert progress(DISPATCHED, SIGNED).is_late(DUE + timedelta(seconds=1))
    assert not progress(DISPATCHED, SIGNED, REPORTED).is_late(DUE + timedelta(days=9))
    assert not progress(REGISTERED).is_late(DUE + timedelta(days=9))


def test_a_date_that_moves_after_the_answer_does_not_undo_it() -> None:
    moved = step(State.RESCHEDULED, 5, due_at=DUE + timedelta(days=2))
    told = progress(DISPATCHED, REPORTED, moved)
    assert (told.state, told.promise) == (State.REPORTED, moved)
    assert progress(
        DISPATCHED, REPORTED, step(State.SENT_BACK, 5), step(State.RESCHEDULED, 6)
    ).state is (State.RESCHEDULED)
