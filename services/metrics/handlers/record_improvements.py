"""Records what is done beside the cases: quick fixes, service measures, pain points, liaison, guides."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from services.metrics.domain.improvements import EntryAct, Removal, Revision
from services.metrics.domain.period import midnight
from services.metrics.handlers.ports import Facts
from shared.events import liaison, pain_points, quick_fixes, service_measures
from shared.events.service_items import ServiceItemRevised
from shared.messaging.consuming import Refused
from shared.messaging.received import Received


async def record_improvements(
    facts: Facts, connection: AsyncConnection, events: Sequence[Received]
) -> None:
    """Each act and each revision is one row.

    Repeatable: a second delivery, and any order, leave the same rows. Other events are passed over.
    """
    await facts.add_entry_acts(connection, [act for each in events if (act := act_of(each))])
    revised = [each.event for each in events if isinstance(each.event, ServiceItemRevised)]
    await facts.add_revisions(connection, [revision_of(event) for event in revised])
    await facts.add_removals(connection, [gone for event in revised for gone in removals_of(event)])


def act_of(received: Received) -> EntryAct | None:
    """None for an event of no such ledger."""
    return _quick_fix(received) or _measure(received) or _pain_point(received) or _liaison(received)


def _quick_fix(received: Received) -> EntryAct | None:
    event = received.event
    if not isinstance(event, quick_fixes.QuickFixEvent):
        return None
    act = partial(EntryAct, "quick_fixes", event.quick_fix, received.version, unit=event.unit_code)
    match event:
        case quick_fixes.QuickFixFound(found_on=day, due_on=due):
            return act(kind="found", at=midnight(day), due_on=due)
        case quick_fixes.QuickFixMended(mended_at=at, due_on=due, in_time=flag):
            return act(kind="mended", at=at, due_on=due, flag=flag)
        case quick_fixes.QuickFixReopened(reopened_at=at):
            return act(kind="reopened", at=at)
        case quick_fixes.QuickFixTaken(taken_at=at):
            return act(kind="taken", at=at)
    return None


def _measure(received: Received) -> EntryAct | None:
    event = received.event
    if not isinstance(event, service_measures.MeasureEvent):
        return None
    act = partial(
        EntryAct, "service_measures", event.measure, received.version, unit=event.unit_code
    )
    match event:
        case service_measures.MeasurePromoted(since=day):
            return act(kind="promoted", at=midnight(day))
        case service_measures.MeasureUsed(used_on=day, times=times):
            return act(kind="used", at=midnight(day), times=times)
        case service_measures.MeasureWithdrawn(withdrawn_on=day):
            return act(kind="withdrawn", at=midnight(day))
    return None


def _pain_point(received: Received) -> EntryAct | None:
    event = received.event
    if not isinstance(event, pain_points.PainPointEvent):
        return None
    act = partial(EntryAct, "pain_points", event.pain_point, received.version, unit=event.unit_code)
    match event:
        case pain_points.PainPointEntered(obstacle=obstacle, cause=cause, claim_by=due):
            at = _said_at(received)
            return act(kind="entered", at=at, cause=cause, detail=obstacle, due_on=due)
        case pain_points.PainPointClaimed(claimed_at=at, assigned=flag):
            return act(kind="claimed", at=at, flag=flag)
        case pain_points.PainPointResolved(resolved_at=at, outcome=outcome):
            return act(kind="resolved", at=at, detail=outcome)
    return None


def _liaison(received: Received) -> EntryAct | None:
    event = received.event
    if not isinstance(event, liaison.LiaisonEvent):
        return None
    act = partial(EntryAct, "liaison", event.assignment, received.version, unit=event.unit_code)
    match event:
        case liaison.LiaisonAssigned(since=day, every_days=every):
            due = day + timedelta(days=every)
            return act(kind="assigned", at=midnight(day), due_on=due)
        case liaison.LiaisonContacted(contact_on=day, mode=mode, next_on=due):
            return act(kind="contacted", at=midnight(day), detail=mode, due_on=due)
        case liaison.LiaisonHandedOver(handed_over_at=at):
            return act(kind="handed_over", at=at)
        case liaison.LiaisonEnded(ended_at=at):
            return act(kind="ended", at=at)
    return None


def _said_at(received: Received) -> datetime:
    if received.time is None:
        raise Refused("it does not say when it happened")
    return received.time


def revision_of(event: ServiceItemRevised) -> Revision:
    """The event as one row."""
    days = _comparable_days(event)
    return Revision(
        event.item_code,
        event.version,
        event.published_at,
        event.unit_code,
        event.name_zh,
        event.name_en,
        event.previous_version,
        event.steps_before,
        event.steps_after,
        event.materials_before,
        event.materials_after,
        event.fen_before,
        event.fen_after,
        *days,
    )


def removals_of(event: ServiceItemRevised) -> list[Removal]:
    """What went, in the event's order."""
    return [
        Removal(
            event.item_code,
            event.version,
            place,
            gone.element,
            gone.name_zh,
            gone.name_en,
            gone.reason,
            gone.basis,
        )
        for place, gone in enumerate(event.removed)
    ]


def _comparable_days(event: ServiceItemRevised) -> tuple[int | None, int | None]:
    """Both amounts, where the unit is the same or an amount is 0, which is so in any unit."""
    before, after = event.promised_days_before, event.promised_days_after
    if before is None or after is None:
        return None, None
    same = event.promised_unit_before == event.promised_unit_after
    return (before, after) if same or not before or not after else (None, None)
