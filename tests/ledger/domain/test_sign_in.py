"""How guessing a password is slowed down."""

from datetime import UTC, datetime, timedelta

from services.ledger.domain.sign_in import (
    FREE_TRIES,
    LONGEST_WAIT,
    counted_by_address,
    may_try_at,
)

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def waits(failures: int) -> timedelta:
    return (may_try_at(failures, NOW) or NOW) - NOW


def test_the_first_tries_cost_no_wait() -> None:
    assert [waits(failures) for failures in range(FREE_TRIES)] == [timedelta()] * FREE_TRIES
    assert may_try_at(100, None) is None


def test_each_further_try_waits_twice_as_long_up_to_a_limit() -> None:
    assert [waits(FREE_TRIES + more).total_seconds() for more in range(4)] == [1, 2, 4, 8]
    assert waits(1000) == LONGEST_WAIT


def test_whoever_has_a_network_of_addresses_has_one_count() -> None:
    one, another = "2001:db8:1:2::7", "2001:db8:1:2:ffff::1"
    assert counted_by_address(one) == counted_by_address(another)
    assert counted_by_address("10.0.0.1") != counted_by_address("10.0.0.2")
    assert counted_by_address("a socket") == "address a socket"
