"""What Prometheus hears of the bus. Labels are names declared in code, never subjects or numbers."""

from prometheus_client import Counter, Gauge, Histogram

HANDLED = Counter(
    "jiangxin_messages_handled_total", "Events handled for the first time", ["consumer"]
)
RETRIED = Counter("jiangxin_messages_retried_total", "Messages sent back for later", ["consumer"])
PARKED_TOTAL = Counter("jiangxin_messages_parked_total", "Messages put aside", ["consumer"])
PUBLISHED = Counter(
    "jiangxin_events_published_total", "Events acknowledged by the stream", ["stream"]
)
REPLAYED = Counter(
    "jiangxin_events_replayed_total", "Events published again after a loss", ["stream"]
)
OUTBOX_AGE = Gauge("jiangxin_outbox_oldest_seconds", "Age of the oldest unpublished event")
RELAY_ACTIVE = Gauge("jiangxin_relay_active", "1 where this process relays, 0 where it stands by")
RELAY_BATCH = Histogram(
    "jiangxin_relay_batch_events", "Events a publish", buckets=(1, 2, 5, 10, 50, 100, 200, 500)
)
