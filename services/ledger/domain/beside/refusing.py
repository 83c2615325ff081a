"""Why an act on an entry is refused: each ledger has guards of its own, named by what they demand."""

from enum import StrEnum


class Guard(StrEnum):
    """What every ledger beside the spine asks for.

    By the name's beginning: `actor_` who acts, `state_` how far it is; all others what was entered.
    """

    ACTOR_ACTS_FOR_UNIT = "actor_acts_for_unit"
    UNIT_IS_KNOWN = "unit_is_known"
    PERSON_IS_KNOWN = "person_is_known"
    TASK_IS_KNOWN = "task_is_known"
    ITEM_IS_KNOWN = "item_is_known"
    SAID_WHAT = "said_what"
    REASON_IS_GIVEN = "reason_is_given"


class NotAllowed(Exception):
    """An act was not allowed; `guard` is the condition that did not hold."""

    def __init__(self, guard: StrEnum) -> None:
        super().__init__(guard.value)
        self.guard = guard


def insist(guard: StrEnum, holds: bool) -> None:
    """Raise `NotAllowed` with the guard unless it holds."""
    if not holds:
        raise NotAllowed(guard)
