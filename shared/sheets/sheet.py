"""A file as rows, whatever its format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.language import Text

Cell = str | bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the line it begins on, as the person's own program counts."""

    line: int
    cells: dict[str, Cell]
    """By column; a blank cell is absent."""
    fault: Text | None = None
    """Why the row cannot be read, when it cannot."""


class Sheet(Protocol):
    """A file that is read from the first row to the last, as often as needed."""

    @property
    def columns(self) -> Sequence[str]:
        """In the order of the file."""
        ...

    def rows(self) -> Iterator[Row]:
        """Blank rows are left out."""
        ...


class UnreadableFileError(Exception):
    """The file as a whole makes no sense; says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
