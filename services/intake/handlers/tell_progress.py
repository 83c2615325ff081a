"""Telling what became of a complaint to whoever holds its number and query code."""

from datetime import timedelta

from services.intake.domain.guesses import Guesses
from services.intake.domain.progress import Progress
from services.intake.domain.query_code import matches
from services.intake.domain.tracking_number import parse
from services.intake.handlers.ports import ProgressBook
from shared.clock import Clock


class WrongCode(Exception):
    """Number and code do not belong together, or nobody was given the number: which, is not said."""


class TooManyGuesses(Exception):
    """Wrong codes came too often for this number."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait


class ProgressDesk:
    """The query with what it needs; one for the life of the service."""

    def __init__(self, book: ProgressBook, *, query_key: bytes, clock: Clock) -> None:
        self._book, self._query_key, self._clock = book, query_key, clock
        self._guesses = Guesses()

    async def tell_progress(self, number: str, code: str) -> Progress:
        """The story so far.

        Raises: InvalidNumber when the number has a slip in it, WrongCode, TooManyGuesses,
        StorageUnavailable.
        """
        checked = self.admit(number, code)
        progress = await self._book.find(checked)
        if progress is None:
            raise WrongCode(checked)
        return progress

    def admit(self, number: str, code: str) -> str:
        """The number as written on receipts, when the code is right. Raises as `tell_progress`."""
        checked, now = parse(number), self._clock.now()
        if wait := self._guesses.wait(checked, now):
            raise TooManyGuesses(wait)
        if not matches(self._query_key, checked, code):
            self._guesses.wrong(checked, now)
            raise WrongCode(checked)
        return checked
