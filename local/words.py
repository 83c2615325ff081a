"""The language this terminal reads, and one place to print in it."""

from collections.abc import Callable
from contextlib import suppress

from rich.console import Console

from shared.language import Text
from shared.terminal import terminal_language

console = Console(highlight=False)

Say = Callable[[Text], None]
"""Tells the person at the terminal one thing that happened."""


class CannotGoOn(Exception):
    """What prevents the command, and what to do about it, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def in_words(text: Text) -> str:
    """The sentence in the terminal's language."""
    return text.in_(terminal_language())


def say(text: Text) -> None:
    """Print one line; square brackets in it are rich markup.

    A terminal that was closed hears nothing, and the work goes on.
    """
    with suppress(OSError):
        console.print(in_words(text), soft_wrap=True)
