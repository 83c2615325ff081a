"""Every event there is, by type."""

from shared.events import (
    authorisation,
    directory,
    handover,
    intake,
    ledger,
    liaison,
    notifier,
    pain_points,
    parked,
    quick_fixes,
    service_items,
    service_measures,
    task_acts,
    task_timers,
)
from shared.events.envelope import Event

EVENTS: tuple[type[Event], ...] = (
    intake.ComplaintReceived,
    intake.ContactRevealed,
    ledger.TaskRegistered,
    ledger.TaskDispatched,
    ledger.TaskSigned,
    ledger.TaskReported,
    ledger.TaskClosed,
    task_acts.TaskAccepted,
    task_acts.TaskAnswered,
    task_acts.TaskDeclined,
    task_acts.TaskMerged,
    task_acts.TaskWithdrawn,
    task_acts.TaskContacted,
    task_acts.TaskReturnAsked,
    task_acts.TaskReturned,
    task_acts.TaskExtensionAsked,
    task_acts.TaskExtended,
    task_acts.TaskExtensionRejected,
    task_acts.TaskDueDateRecomputed,
    task_acts.TaskPaused,
    task_acts.TaskResumed,
    task_acts.TaskAudited,
    task_acts.TaskCalledBack,
    task_acts.TaskReopened,
    task_acts.TaskWrittenOff,
    task_acts.TaskSupervised,
    task_acts.TaskSupervisionLifted,
    task_acts.TaskDeferred,
    task_timers.TaskDueSoon,
    task_timers.TaskOverdue,
    task_timers.TaskEscalated,
    task_timers.TaskReturnUnanswered,
    task_timers.TaskStepLate,
    quick_fixes.QuickFixFound,
    quick_fixes.QuickFixTaken,
    quick_fixes.QuickFixMended,
    quick_fixes.QuickFixReopened,
    service_measures.MeasurePromoted,
    service_measures.MeasureUsed,
    service_measures.MeasureAnswersTask,
    service_measures.MeasureWithdrawn,
    pain_points.PainPointEntered,
    pain_points.PainPointClaimed,
    pain_points.PainPointResolved,
    liaison.LiaisonAssigned,
    liaison.LiaisonContacted,
    liaison.LiaisonHandedOver,
    liaison.LiaisonEnded,
    liaison.LiaisonMissed,
    authorisation.ContactRequested,
    authorisation.TaskRecused,
    handover.TaskHandedOver,
    ledger.TrailAnchored,
    ledger.UnitListed,
    ledger.StaffListed,
    ledger.CategoryListed,
    service_items.ServiceItemRevised,
    directory.DistrictListed,
    directory.RoutingRuleListed,
    notifier.NoticeDelivered,
    notifier.NoticeFailed,
    parked.MessageParked,
    parked.MessageRetried,
)

BY_TYPE: dict[str, type[Event]] = {event.TYPE: event for event in EVENTS}


def published_by(service: str) -> tuple[type[Event], ...]:
    """The events of one publisher, in the catalogue's order; empty for one that publishes none."""
    return tuple(event for event in EVENTS if event.TYPE.split(".")[0] == service)


def public_events() -> tuple[type[Event], ...]:
    """The events that other departments may read, each its own unit's."""
    return tuple(event for event in EVENTS if event.PUBLIC)
