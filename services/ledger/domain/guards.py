"""Why an action can be refused: every guard has a name of its own, spoken in words by the entrypoints."""

from enum import StrEnum


class Guard(StrEnum):
    """A condition that must hold before an action; named by what it demands."""

    STATE_IS_TRAY_OR_DISPATCHED = "state_is_tray_or_dispatched"
    STATE_IS_DISPATCHED = "state_is_dispatched"
    STATE_IS_SIGNED = "state_is_signed"
    STATE_IS_REPORTED = "state_is_reported"
    ACTOR_DISPATCHES = "actor_dispatches"
    ACTOR_IS_OF_THE_UNIT = "actor_is_of_the_unit"
    ACTOR_ANSWERS_FOR_IT = "actor_answers_for_it"
    ACTOR_AUDITS = "actor_audits"
    ACTOR_DID_NOT_HANDLE_IT = "actor_did_not_handle_it"
    UNIT_IS_KNOWN = "unit_is_known"
    OWNER_IS_KNOWN = "owner_is_known"
    OWNER_WORKS_IN_UNIT = "owner_works_in_unit"
    SOMETHING_CHANGES = "something_changes"
    REPLY_IS_GIVEN = "reply_is_given"
    MEASURE_IS_GIVEN = "measure_is_given"


AUTHORITY = frozenset(
    {
        Guard.ACTOR_DISPATCHES,
        Guard.ACTOR_IS_OF_THE_UNIT,
        Guard.ACTOR_ANSWERS_FOR_IT,
        Guard.ACTOR_AUDITS,
        Guard.ACTOR_DID_NOT_HANDLE_IT,
    }
)
"""Guards that ask who is acting."""
STATE = frozenset(
    {
        Guard.STATE_IS_TRAY_OR_DISPATCHED,
        Guard.STATE_IS_DISPATCHED,
        Guard.STATE_IS_SIGNED,
        Guard.STATE_IS_REPORTED,
    }
)
"""Guards that ask how far the task is. All others ask about what was entered."""


class Refused(Exception):
    """An action was not allowed; `guard` is the condition that did not hold."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(guard.value)
        self.guard = guard
