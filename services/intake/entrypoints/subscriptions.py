"""What intake listens to."""

from services.intake.handlers.follow_tasks import TaskFollower
from shared.messaging.bus import Subscription
from shared.messaging.streams import FOLLOW_TASKS


def subscriptions(follower: TaskFollower) -> list[Subscription]:
    """One consumer: what became of the complaints, and the directory."""
    return [Subscription(FOLLOW_TASKS, follower.follow_tasks)]
