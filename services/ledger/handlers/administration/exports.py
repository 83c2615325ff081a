"""Who took which list out of the house: kept before the first byte leaves, with how much it was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that somebody took along. `asked` is its query, by which it can be looked at again."""

    at: datetime
    staff_id: str
    unit_code: str | None
    kind: str
    """xlsx, csv or paper; process-log.xes or process-log.csv."""
    asked: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The same as it is kept. `count` None: it was begun and not sent to its end."""

    id: int
    taken: Taken
    count: int | None


class Exports(Protocol):
    """The record of exports. Nobody changes or removes what it has."""

    async def begin(self, taken: Taken) -> int:
        """Keep that it begins; the number to end it by. Committed when this returns."""
        ...

    async def end(self, number: int, count: int) -> None:
        """It was sent, so many tasks; said once."""
        ...

    async def page(self, before: int | None, limit: int, staff_id: str = "") -> list[Kept]:
        """The newest first, before an id; of one person where one is given."""
        ...
