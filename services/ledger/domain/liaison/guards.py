"""What an assignment demands."""

from enum import StrEnum


class LiaisonGuard(StrEnum):
    """Named by what it demands."""

    ACTOR_KEEPS_IN_TOUCH = "actor_keeps_in_touch"
    STATE_IS_CURRENT = "state_is_current"
    BACKUP_IS_ANOTHER = "backup_is_another"
    SUCCESSOR_IS_ANOTHER = "successor_is_another"
    SUCCESSOR_IS_KNOWN = "successor_is_known"
    CONTACT_BY_NOW = "contact_by_now"
    CONTACT_SINCE_IT_BEGAN = "contact_since_it_began"
    SAID_WHAT_CAME_UP = "said_what_came_up"
