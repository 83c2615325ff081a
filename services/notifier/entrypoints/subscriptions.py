"""Which events the notifier listens to."""

from shared.messaging.bus import Subscription
from shared.messaging.consuming import EventHandler
from shared.messaging.streams import PLAN_NOTICES

REST_SECONDS = 0.5


def subscriptions(plan_notices: EventHandler) -> list[Subscription]:
    """Tasks, staff and units from the ledger, in stream order."""
    return [Subscription(PLAN_NOTICES, plan_notices, rest=REST_SECONDS)]
