"""What Prometheus hears of notices. Labels are transports and states, never people."""

from collections.abc import Iterable

from prometheus_client import Counter, Gauge

from services.notifier.domain.notice import State
from services.notifier.handlers.ports import Result, Standing

ATTEMPTS = Counter(
    "jiangxin_notice_attempts_total", "Letters tried, by answer", ["transport", "answer"]
)
SETTLED = Counter(
    "jiangxin_notices_settled_total", "Notices delivered, failed, uncertain", ["transport", "state"]
)
NOTICES = Gauge("jiangxin_notices", "Notices that are not at rest", ["state"])
NOBODY = Gauge("jiangxin_notices_without_recipient", "Calls that name nobody who is listed")
LATE = Gauge("jiangxin_notice_due_for_seconds", "How long the notice longest due has been due")


def count(results: Iterable[Result]) -> None:
    """Answers that were noted."""
    for result in results:
        transport = result.claim.means.name
        ATTEMPTS.labels(transport, result.outcome.answer).inc()
        if result.step.state is not State.PENDING:
            SETTLED.labels(transport, result.step.state).inc(len(result.claim.notices))


def show(standing: Standing) -> None:
    """How things stand at the moment."""
    NOTICES.labels("pending").set(standing.pending)
    NOTICES.labels("sending").set(standing.sending)
    NOTICES.labels("failed").set(standing.failed)
    NOTICES.labels("uncertain").set(standing.uncertain)
    NOBODY.set(standing.nobody)
    LATE.set(standing.due_for_seconds)
