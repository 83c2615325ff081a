"""Every event there is, by type."""

from shared.events import intake, ledger, notifier, parked
from shared.events.envelope import Event

EVENTS: tuple[type[Event], ...] = (
    intake.ComplaintReceived,
    ledger.TaskRegistered,
    ledger.TaskDispatched,
    ledger.TaskSigned,
    ledger.TaskReported,
    ledger.TaskClosed,
    ledger.TrailAnchored,
    ledger.UnitListed,
    ledger.StaffListed,
    ledger.CategoryListed,
    notifier.NoticeDelivered,
    notifier.NoticeFailed,
    parked.MessageParked,
)

BY_TYPE: dict[str, type[Event]] = {event.TYPE: event for event in EVENTS}


def published_by(service: str) -> tuple[type[Event], ...]:
    """The events of one publisher, in the catalogue's order; empty for one that publishes none."""
    return tuple(event for event in EVENTS if event.TYPE.split(".")[0] == service)


def public_events() -> tuple[type[Event], ...]:
    """The events that other departments may read, each its own unit's."""
    return tuple(event for event in EVENTS if event.PUBLIC)
