"""What every ledger beside the spine keeps of an entry, whatever it is about."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`unit_code` None: no unit has it yet. `version` counts what was done, entering included."""

    number: int
    version: int = 1
    unit_code: str | None = None
    entered_by: str
    entered_at: datetime


E = TypeVar("E", bound=Entry)


def changed(entry: E, **changes: Any) -> E:
    """The entry's next version."""
    return replace(entry, version=entry.version + 1, **changes)
