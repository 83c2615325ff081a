"""Who is told what of the ledgers beside the tasks: the one who has to act, and nobody else."""

from services.notifier.domain.call import Call
from services.notifier.domain.notice import Audience, Reason
from shared.events.liaison import LiaisonAssigned, LiaisonEvent, LiaisonHandedOver, LiaisonMissed
from shared.events.pain_points import PainPointClaimed
from shared.events.quick_fixes import QuickFixTaken
from shared.messaging.received import Received


def beside_calls(received: Received) -> list[Call]:
    """None for what nobody has to act on. The heading says which entry; its words stay in the ledger."""
    event = received.event
    match event:
        case LiaisonEvent():
            return _liaison(received, event)
        case PainPointClaimed(assigned=True):
            return [_call(received, Reason.PAIN_POINT_ASSIGNED, Audience.UNIT_HEAD)]
        case QuickFixTaken():
            return [_call(received, Reason.QUICK_FIX_GIVEN, Audience.OWNER, event.owner_id)]
    return []


def _liaison(received: Received, event: LiaisonEvent) -> list[Call]:
    given = Reason.LIAISON_ASSIGNED
    match event:
        case LiaisonAssigned():
            return [_call(received, given, Audience.OWNER, event.staff_id)]
        case LiaisonHandedOver():
            return [_call(received, given, Audience.OWNER, event.to_staff_id)]
        case LiaisonMissed():
            missed = Reason.LIAISON_MISSED
            return [_call(received, missed, Audience.OWNER, event.staff_id)]
    return []


def _call(
    received: Received, reason: Reason, audience: Audience, owner_id: str | None = None
) -> Call:
    unit: str | None = getattr(received.event, "unit_code", None)
    details = dict.fromkeys(("title", "said", "days"), "")
    return Call(
        task_number=received.event.aggregate_id(),
        reason=reason,
        occurrence=received.version,
        audience=audience,
        unit_code=unit,
        owner_id=owner_id,
        details={**details, "unit_code": unit or ""},
        correlation_id=received.correlation_id,
        causation_id=received.id,
    )
