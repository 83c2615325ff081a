"""Events for metrics' tests: a whole life of a case in one call."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from shared.events import (
    liaison,
    pain_points,
    quick_fixes,
    service_measures,
    task_acts,
    task_timers,
)
from shared.events.envelope import Event
from shared.events.intake import ComplaintReceived
from shared.events.ledger import (
    CategoryListed,
    TaskClosed,
    TaskDispatched,
    TaskRegistered,
    TaskReported,
    TaskSigned,
    UnitListed,
)
from shared.events.notifier import NoticeDelivered, NoticeFailed
from shared.events.parked import MessageParked, MessageRetried
from shared.events.service_items import RemovedElement, ServiceItemRevised
from shared.messaging.received import RawMessage, Received

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # nine in the morning in China

Versioned = tuple[Event, int]


def number(serial: int) -> str:
    return f"261123-{serial:06}-00"


def complaint(case: str, at: datetime = MONDAY, **said: object) -> Versioned:
    values: dict[str, object] = {"channel": "web_form", "nature": "complaint", **said}
    event = ComplaintReceived(
        complaint_number=case, received_at=at, title="路灯不亮", content="三天了。", **values
    )
    return event, 1


def registered(case: str, at: datetime = MONDAY, version: int = 1, **said: object) -> Versioned:
    values: dict[str, object] = {"channel": "web_form", "nature": "complaint", **said}
    event = TaskRegistered(
        task_number=case,
        complaint_number=case,
        registered_at=at + timedelta(seconds=1),
        received_at=at,
        title="路灯不亮",
        **values,
    )
    return event, version


def dispatched(
    case: str,
    at: datetime = MONDAY,
    version: int = 2,
    *,
    unit: str = "urban-management",
    due_in: timedelta = timedelta(days=7),
    hop: int = 1,
    category: str | None = None,
) -> Versioned:
    event = TaskDispatched(
        task_number=case,
        complaint_number=case,
        unit_code=unit,
        dispatched_at=at,
        due_at=at + due_in,
        due_basis_zh="5 个工作日",
        due_basis_en="5 working days",
        owner_id="wang",
        hop=hop,
        title="路灯不亮",
        category_code=category,
    )
    return event, version


def signed(case: str, at: datetime, version: int = 3, unit: str = "urban-management") -> Versioned:
    event = TaskSigned(
        task_number=case, complaint_number=case, unit_code=unit, signed_at=at, owner_id="wang"
    )
    return event, version


def reported(
    case: str, at: datetime, version: int = 4, unit: str = "urban-management"
) -> Versioned:
    event = TaskReported(
        task_number=case,
        complaint_number=case,
        unit_code=unit,
        reported_at=at,
        owner_id="wang",
        result="resolved",
        public_reply="已修好。",
    )
    return event, version


def closed(case: str, at: datetime, version: int = 5, unit: str = "urban-management") -> Versioned:
    event = TaskClosed(
        task_number=case, complaint_number=case, unit_code=unit, closed_at=at, result="resolved"
    )
    return event, version


def whole_life(
    case: str,
    at: datetime = MONDAY,
    *,
    unit: str = "urban-management",
    closed_after: timedelta = timedelta(days=3),
    due_in: timedelta = timedelta(days=7),
    **said: object,
) -> list[Versioned]:
    """Received, registered, dispatched after an hour, signed, reported, closed."""
    hour = timedelta(hours=1)
    return [
        complaint(case, at, **said),
        registered(case, at, **said),
        dispatched(case, at + hour, unit=unit, due_in=due_in),
        signed(case, at + 2 * hour, unit=unit),
        reported(case, at + closed_after - hour, unit=unit),
        closed(case, at + closed_after, unit=unit),
    ]


def as_received(events: Sequence[Versioned]) -> list[Received]:
    """The events as a consumer hands them over, each with an identifier of its own."""
    return [_received(event, version, place) for place, (event, version) in enumerate(events)]


def _received(event: Event, version: int, place: int) -> Received:
    identifier = f"{event.TYPE}:{event.aggregate_id()}:{version}"
    raw = RawMessage(identifier, event.TYPE, event.subject(), "LEDGER", place, 1, {}, b"")
    return Received(event, identifier, MONDAY, version, identifier, "", raw)


def notice(
    identifier: str, *, failed: bool = False, version: int = 1, case: str = number(1)
) -> Versioned:
    values = {
        "notice_id": identifier,
        "task_number": case,
        "unit_code": "urban-management",
        "recipient_id": "wang",
        "reason": "assigned",
        "transport": "smtp",
        "attempts": 1,
    }
    if failed:
        return NoticeFailed(**values, failed_at=MONDAY, error="mailbox full"), version
    return NoticeDelivered(**values, delivered_at=MONDAY), version


def parked(message: str = "m-1", at: datetime = MONDAY, reason: str = "no such unit") -> Versioned:
    event = MessageParked(
        service="ledger",
        consumer="ledger-register-complaints",
        message_id=message,
        message_type="intake.complaint.received.v1",
        stream="INTAKE",
        stream_sequence=7,
        reason=reason,
        parked_at=at,
    )
    return event, 1


def retried(message: str = "m-1", at: datetime = MONDAY) -> Versioned:
    event = MessageRetried(
        service="ledger",
        consumer="ledger-register-complaints",
        message_id=message,
        retried_at=at,
    )
    return event, 1


def unit(code: str, zh: str, en: str, version: int = 1) -> Versioned:
    return UnitListed(unit_code=code, name_zh=zh, name_en=en), version


def category(code: str, zh: str, en: str, parent: str | None = None, version: int = 1) -> Versioned:
    event = CategoryListed(category_code=code, name_zh=zh, name_en=en, parent_code=parent)
    return event, version


def categories() -> list[Versioned]:
    """Three levels: city, its pipes, leaks in them."""
    return [
        category("leaks", "漏水", "Leaks", parent="pipes"),
        category("pipes", "管网", "Pipes", parent="city"),
        category("city", "城建", "City"),
    ]


def acts(case: str, at: datetime, version: int = 1) -> list[Versioned]:
    """One of every act there is beside the straight way; a version of 1 changes no later milestone."""
    about = {"task_number": case, "complaint_number": case, "unit_code": "urban-management"}
    due = {"noticed_at": at, "due_at": at}
    note, by = {"reason": "等配件"}, {"asked_at": at, "asked_by": "wang"}
    events: list[Event] = [
        task_acts.TaskAnswered(**about, answered_at=at, public_reply="请带身份证。"),
        task_acts.TaskDeclined(**about, declined_at=at, reason="legal_process", referral="法院"),
        task_acts.TaskMerged(**about, merged_at=at, master_number=number(99)),
        task_acts.TaskWithdrawn(**about, withdrawn_at=at),
        task_acts.TaskReturnAsked(**about, **by, **note, legal_basis="三定方案"),
        task_acts.TaskReturned(**about, decided_at=at, decision="approved"),
        task_acts.TaskExtended(**about, extended_at=at, due_before=at, due_at=at, **note),
        task_acts.TaskCalledBack(
            **about, called_at=at, outcome="dissatisfied_at_fault", resolved=True, satisfied=True
        ),
        task_acts.TaskReopened(
            **about, reopened_at=at, due_at=at, due_basis_zh="", due_basis_en="", cycle=2, **note
        ),
        task_acts.TaskSupervised(**about, supervised_at=at, level="reminded", opinion="快办"),
        task_acts.TaskSupervisionLifted(**about, lifted_at=at, level="reminded", **note),
        task_timers.TaskOverdue(**about, **due),
        task_timers.TaskEscalated(**about, **due, working_days_late=1, escalated_to="unit_head"),
        task_timers.TaskReturnUnanswered(**about, noticed_at=at, asked_at=at, **note),
    ]
    rejected = task_acts.TaskReturned(**about, decided_at=at, decision="rejected")
    return [(event, version) for event in events] + [(rejected, version + 1)]


def improvements(
    entry: int = 1, at: datetime = MONDAY, unit: str = "urban-management"
) -> list[Versioned]:
    """One entry of each ledger beside the tasks from Monday to Thursday, one guide that asks for less of one
    thing and more of another."""
    day, later = at.date(), at + timedelta(days=3)
    fix = {"quick_fix": entry, "unit_code": unit}
    measure = {"measure": entry, "unit_code": unit}
    point = {"pain_point": entry}
    link = {"assignment": entry, "unit_code": unit, "staff_id": "wang"}
    since = day - timedelta(days=29)
    return [
        (quick_fixes.QuickFixFound(**fix, found_on=day, due_on=day), 1),
        (quick_fixes.QuickFixTaken(**fix, owner_id="wang", taken_at=at), 2),
        (
            quick_fixes.QuickFixMended(**fix, mended_at=later, due_on=later.date(), in_time=True),
            3,
        ),
        (service_measures.MeasurePromoted(**measure, since=day, source_tasks=(number(1),)), 1),
        (service_measures.MeasureUsed(**measure, used_on=day, times=1), 2),
        (
            pain_points.PainPointEntered(**point, obstacle="refused", cause="law", claim_by=day),
            1,
        ),
        (
            pain_points.PainPointClaimed(**point, unit_code=unit, claimed_at=at, assigned=False),
            2,
        ),
        (
            pain_points.PainPointResolved(
                **point, unit_code=unit, resolved_at=later, obstacle="refused", outcome="explained"
            ),
            3,
        ),
        (liaison.LiaisonAssigned(**link, kind="village", every_days=30, since=since), 1),
        (
            liaison.LiaisonContacted(
                **link,
                contact_on=later.date(),
                mode="visit",
                next_on=later.date() + timedelta(days=30),
            ),
            2,
        ),
        (revised(f"item-{entry}", at, unit=unit, steps=(1, 0), materials=(1, 2)), 2),
    ]


def revised(
    item: str,
    at: datetime = MONDAY,
    *,
    unit: str = "urban-management",
    steps: tuple[int, int] = (5, 3),
    materials: tuple[int, int] = (8, 8),
    days: tuple[int, int] = (1, 1),
    units: tuple[str, str] = ("working", "working"),
    fen: tuple[int, int] = (1, 0),
    previous: int | None = 1,
) -> ServiceItemRevised:
    """A guide against the one before; one material went, because a declaration serves."""
    gone = RemovedElement(element="step", name_zh="初审", reason="declaration", basis="市府文件")
    return ServiceItemRevised(
        item_code=item,
        unit_code=unit,
        name_zh="充电桩报装",
        version=2,
        previous_version=previous,
        published_at=at,
        published_by="wang",
        steps_before=steps[0],
        steps_after=steps[1],
        materials_before=materials[0],
        materials_after=materials[1],
        fen_before=fen[0],
        fen_after=fen[1],
        promised_days_before=days[0],
        promised_days_after=days[1],
        promised_unit_before=units[0],
        promised_unit_after=units[1],
        removed=(gone,),
    )
