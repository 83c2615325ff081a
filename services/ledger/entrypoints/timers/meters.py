"""What Prometheus hears of the timers. Labels are reasons, never tasks or people."""

from collections import Counter as Counts
from datetime import datetime

from prometheus_client import Counter, Gauge

from services.ledger.domain.timers.alarms import Reason

FIRED = Counter("jiangxin_ledger_timers_fired_total", "What the clock called for", ["reason"])
LOOKED_AT = Gauge(
    "jiangxin_ledger_timers_looked_at_seconds",
    "When this replica last looked at the clock to the end",
)
for _reason in Reason:
    FIRED.labels(_reason.value)


def count(fired: Counts[str], at: datetime) -> None:
    """A look that came to its end."""
    for reason, times in fired.items():
        FIRED.labels(reason).inc(times)
    LOOKED_AT.set(at.timestamp())
