"""Guessing query codes is slowed down, typing errors are not."""

from datetime import UTC, datetime, timedelta

from services.intake.domain.guesses import HALF_LIFE, LIMIT, MOST_NUMBERS, Guesses

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
NUMBER = "261123-000417-92"


def guessed(times: int) -> Guesses:
    guesses = Guesses()
    for _ in range(times):
        guesses.wrong(NUMBER, NOON)
    return guesses


def test_a_few_wrong_codes_cost_nothing() -> None:
    assert guessed(LIMIT - 1).wait(NUMBER, NOON) == timedelta(0)


def test_many_wrong_codes_make_the_number_rest() -> None:
    assert guessed(LIMIT).wait(NUMBER, NOON) > timedelta(minutes=1)
    assert guessed(3 * LIMIT).wait(NUMBER, NOON) > guessed(LIMIT).wait(NUMBER, NOON)


def test_other_numbers_are_not_concerned() -> None:
    assert guessed(100).wait("261123-000418-89", NOON) == timedelta(0)


def test_what_is_past_is_forgotten() -> None:
    assert guessed(LIMIT).wait(NUMBER, NOON + HALF_LIFE) == timedelta(0)


def test_whoever_goes_on_guessing_gets_about_a_hundred_tries_an_hour() -> None:
    guesses, now, tries = Guesses(), NOON, 0
    while now < NOON + timedelta(hours=1):
        if guesses.wait(NUMBER, now) == timedelta(0):
            guesses.wrong(NUMBER, now)
            tries += 1
        now += timedelta(seconds=1)
    assert 50 < tries < 150


def test_memory_is_bounded() -> None:
    guesses = Guesses()
    for number in range(MOST_NUMBERS + 10):
        guesses.wrong(str(number), NOON)
    assert len(guesses._wrong) == MOST_NUMBERS
