"""What intake listens to."""

from services.intake.handlers.follow_tasks import TaskFollower
from shared.messaging.bus import Subscription
from shared.messaging.streams import FOLLOW_TASKS, LIST_DISTRICTS

REST_SECONDS = 0.5
"""What a person sees of the ledger may be a tenth of a second old; handing in must not pay for it."""


def subscriptions(follower: TaskFollower) -> list[Subscription]:
    """What became of the complaints, with the directory; the districts, which came later.

    A consumer of their own begins at the stream's first event, so an installation that was there
    before has them too.
    """
    return [
        Subscription(FOLLOW_TASKS, follower.follow_tasks, rest=REST_SECONDS),
        Subscription(LIST_DISTRICTS, follower.list_districts, rest=REST_SECONDS),
    ]
