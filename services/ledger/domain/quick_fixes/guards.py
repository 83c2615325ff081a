"""What a quick fix demands before it goes on."""

from enum import StrEnum


class QuickFixGuard(StrEnum):
    """Named by what it demands."""

    STATE_IS_OPEN = "state_is_open"
    STATE_IS_IN_HAND = "state_is_in_hand"
    STATE_IS_MENDED = "state_is_mended"
    PLACE_IS_GIVEN = "place_is_given"
    FINDER_IS_GIVEN = "finder_is_given"
    FOUND_BY_NOW = "found_by_now"
    DUE_IS_AHEAD = "due_is_ahead"
    DUE_WITHIN_DAYS = "due_within_days"
    OWNER_IS_ANOTHER = "owner_is_another"
    OWNER_WORKS_IN_UNIT = "owner_works_in_unit"
    PROOF_IS_GIVEN = "proof_is_given"
