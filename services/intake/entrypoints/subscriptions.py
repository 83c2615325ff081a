"""What intake listens to."""

from services.intake.handlers.follow_tasks import TaskFollower
from shared.messaging.bus import Subscription
from shared.messaging.streams import FOLLOW_TASKS

REST_SECONDS = 0.1
"""What a person sees of the ledger may be a tenth of a second old; handing in must not pay for it."""


def subscriptions(follower: TaskFollower) -> list[Subscription]:
    """One consumer: what became of the complaints, and the directory."""
    return [Subscription(FOLLOW_TASKS, follower.follow_tasks, rest=REST_SECONDS)]
