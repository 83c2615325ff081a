"""What was done to a case on its way, as one row each: counted by kind, never undone."""

from datetime import datetime
from typing import NamedTuple


class Act(NamedTuple):
    """One act. A case has at most one of a kind at a version, so hearing it twice is hearing it once."""

    case_number: str
    kind: str
    version: int
    at: datetime
    unit: str | None
    detail: str = ""
    """What the kind needs: a level, a reason, an outcome, the due date that passed."""
    resolved: bool | None = None
    satisfied: bool | None = None
