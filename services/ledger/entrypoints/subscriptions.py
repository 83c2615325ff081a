"""What the ledger listens to."""

from shared.messaging.bus import Subscription
from shared.messaging.consuming import EventHandler
from shared.messaging.streams import REGISTER_COMPLAINTS


def subscriptions(register_complaints: EventHandler) -> list[Subscription]:
    """Complaints, two batches at once: complaints do not depend on one another's order."""
    return [Subscription(REGISTER_COMPLAINTS, register_complaints, batch=500, in_flight=2)]
