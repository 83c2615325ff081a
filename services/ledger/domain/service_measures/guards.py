"""What a service measure demands."""

from enum import StrEnum


class MeasureGuard(StrEnum):
    """Named by what it demands."""

    STATE_IS_IN_FORCE = "state_is_in_force"
    AUDIENCE_IS_GIVEN = "audience_is_given"
    TASKS_ARE_GIVEN = "tasks_are_given"
    TASKS_ARE_CLOSED = "tasks_are_closed"
    TASK_IS_ANOTHER = "task_is_another"
    USED_BY_NOW = "used_by_now"
    USED_SINCE_IT_BEGAN = "used_since_it_began"
