"""What a pain point demands."""

from enum import StrEnum


class PainGuard(StrEnum):
    """Named by what it demands."""

    ACTOR_TAKES_PART = "actor_takes_part"
    ACTOR_ASSIGNS = "actor_assigns"
    STATE_IS_UNCLAIMED = "state_is_unclaimed"
    STATE_IS_CLAIMED = "state_is_claimed"
    STATE_CLAIM_TIME_IS_OVER = "state_claim_time_is_over"
    HEARD_SOMEWHERE = "heard_somewhere"
    PROGRESS_IS_SAID = "progress_is_said"
    OUTCOME_IS_SAID = "outcome_is_said"
    LINK_IS_GIVEN = "link_is_given"
    MEASURE_IS_KNOWN = "measure_is_known"
