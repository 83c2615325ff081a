"""The four ledgers beside the spine, without a database: what moves, what stays, who is refused and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest

from services.ledger.domain.beside.refusing import Guard, NotAllowed
from services.ledger.domain.liaison import assignment as liaison
from services.ledger.domain.liaison.guards import LiaisonGuard
from services.ledger.domain.pain_points import pain_point
from services.ledger.domain.pain_points.guards import PainGuard
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle, Outcome, PainAct
from services.ledger.domain.quick_fixes import quick_fix
from services.ledger.domain.quick_fixes.guards import QuickFixGuard
from services.ledger.domain.quick_fixes.quick_fix import QuickFixAct, QuickFixState
from services.ledger.domain.service_measures import measure
from services.ledger.domain.service_measures.guards import MeasureGuard
from services.ledger.domain.states import State
from tests.ledger.domain.people import AUDITOR, DISPATCHER, NOW, OWNER, STRANGER, SUPERVISOR

TODAY = date(2026, 11, 23)
SAID: dict[str, Any] = {"number": 1, "entered_by": "zhang-wei", "entered_at": NOW}
FIX = quick_fix.QuickFix(
    what="灯坏了",
    place="东门",
    found_by="走访",
    found_on=TODAY,
    due_on=TODAY,
    unit_code="market",
    **SAID,
)
POINT = pain_point.PainPoint(
    what="办不了",
    obstacle=Obstacle.REFUSED,
    cause=Cause.LAW,
    step="受理",
    heard_at="座谈",
    claim_by=TODAY,
    **SAID,
)
SERVICE = measure.ServiceMeasure(
    promise="帮办", for_whom="老人", since=TODAY, source_tasks=("t-1",), unit_code="market", **SAID
)
FIRM = liaison.Assignment(
    staff_id="zhang-wei",
    backup_id="he-ping",
    kind=liaison.PartnerKind.ENTERPRISE,
    partner="厂",
    every_days=30,
    since=TODAY,
    next_on=TODAY + timedelta(days=30),
    unit_code="market",
    **SAID,
)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def refused(act: Callable[[], object]) -> StrEnum:
    with pytest.raises(NotAllowed) as caught:
        act()
    return caught.value.guard


def test_a_quick_fix_is_taken_mended_and_sent_back_with_its_first_day_due() -> None:
    taken = quick_fix.take(FIX, OWNER, "gao-xiang")
    mended = quick_fix.mend(taken, OWNER, " 换了灯 ", NOW)
    again = quick_fix.reopen(mended, OWNER, "又坏了")
    assert (mended.state, mended.proof, mended.mended_by) == ("mended", "换了灯", "zhang-wei")
    assert (again.state, again.proof, again.mended_at) == (QuickFixState.IN_HAND, "", None)
    assert (again.due_on, again.owner_id, again.version) == (TODAY, "gao-xiang", 4)


def test_each_column_of_the_board_offers_its_acts_and_who_looks_on_none() -> None:
    taken = quick_fix.take(FIX, OWNER, "gao-xiang")
    assert quick_fix.offered(FIX, OWNER) == (QuickFixAct.TAKE,)
    assert quick_fix.offered(taken, DISPATCHER) == (QuickFixAct.MEND, QuickFixAct.TAKE)
    assert quick_fix.offered(taken, STRANGER) == quick_fix.offered(FIX, AUDITOR) == ()


@pytest.mark.parametrize(("due", "allowed"), [(-1, False), (0, True), (7, True), (8, False)])
def test_a_quick_fix_takes_a_week_at_most(due: int, allowed: bool) -> None:
    fix = replace(FIX, due_on=days(due))
    if allowed:
        assert quick_fix.enter(fix, OWNER, TODAY) is fix
    else:
        wrong = QuickFixGuard.DUE_IS_AHEAD if due < 0 else QuickFixGuard.DUE_WITHIN_DAYS
        assert refused(lambda: quick_fix.enter(fix, OWNER, TODAY)) is wrong


def test_only_closed_problems_become_a_service() -> None:
    assert measure.promote(SERVICE, OWNER, [State.CLOSED, State.WRITTEN_OFF]) is SERVICE
    for states, guard in (
        ([], MeasureGuard.TASKS_ARE_GIVEN),
        ([State.CLOSED, State.HANDLING], MeasureGuard.TASKS_ARE_CLOSED),
    ):
        assert refused(lambda s=states: measure.promote(SERVICE, OWNER, s)) is guard


def test_uses_add_up_and_stay_when_the_service_ends() -> None:
    used = measure.use(
        measure.use(SERVICE, OWNER, measure.Use(TODAY, 3), TODAY),
        OWNER,
        measure.Use(TODAY, 4),
        TODAY,
    )
    ended = measure.withdraw(used, OWNER, "没人用", TODAY)
    assert (ended.uses, ended.withdrawn_on) == (7, TODAY)
    assert measure.offered(ended, OWNER) == ()
    late = measure.Use(days(1), 1)
    assert refused(lambda: measure.use(used, OWNER, late, TODAY)) is MeasureGuard.USED_BY_NOW
    assert (
        refused(lambda: measure.add_task(used, OWNER, "t-1", State.CLOSED))
        is MeasureGuard.TASK_IS_ANOTHER
    )


def test_a_pain_point_has_one_unit_by_claiming_or_after_the_time_by_order() -> None:
    at = NOW
    claimed = pain_point.claim(POINT, OWNER, "market", at)
    assert (claimed.unit_code, claimed.claimed_at) == ("market", at)
    assert (
        refused(lambda: pain_point.claim(claimed, STRANGER, "police", at))
        is PainGuard.STATE_IS_UNCLAIMED
    )
    assert PainAct.ASSIGN not in pain_point.offered(POINT, SUPERVISOR, TODAY)
    assert pain_point.offered(POINT, SUPERVISOR, days(1)) == (PainAct.ASSIGN,)

    def order(today: date) -> pain_point.PainPoint:
        return pain_point.assign(POINT, SUPERVISOR, "police", at, today)

    assert refused(lambda: order(TODAY)) is PainGuard.STATE_CLAIM_TIME_IS_OVER
    assert order(days(1)).unit_code == "police"


def test_a_resolution_shows_somewhere() -> None:
    claimed = pain_point.claim(POINT, OWNER, "market", NOW)
    bare = pain_point.Resolution(Outcome.EXPLAINED, "依法说明")
    assert refused(lambda: pain_point.resolve(claimed, OWNER, bare, NOW)) is PainGuard.LINK_IS_GIVEN
    shown = pain_point.Resolution(Outcome.PROCESS_CHANGED, "不用了", measure=3)
    assert pain_point.resolve(claimed, OWNER, shown, NOW).resolved_at == NOW
    assert (
        refused(lambda: pain_point.resolve(claimed, STRANGER, shown, NOW))
        is Guard.ACTOR_ACTS_FOR_UNIT
    )


def test_a_contact_moves_the_next_one_and_one_recorded_late_does_not_move_it_back() -> None:
    def had(on: date) -> liaison.Contact:
        return liaison.Contact(on, liaison.Mode.CALL, "用电")

    first = liaison.contact(FIRM, OWNER, had(days(10)), days(10))
    late = liaison.contact(first, STRANGER, had(days(2)), days(11))  # the backup
    assert (first.next_on, late.next_on, late.contacts) == (days(40), days(40), 2)
    early = had(days(-1))
    assert (
        refused(lambda: liaison.contact(FIRM, OWNER, early, TODAY))
        is LiaisonGuard.CONTACT_SINCE_IT_BEGAN
    )


def test_a_gap_is_inherited_and_ends_with_the_assignment() -> None:
    handed = liaison.hand_over(FIRM, DISPATCHER, "he-ping", "police", "调岗")
    assert (handed.next_on, handed.backup_id, handed.unit_code) == (FIRM.next_on, None, "police")
    assert liaison.days_overdue(handed, days(33)) == 3
    ended = liaison.end(handed, DISPATCHER, "搬走了")
    assert (liaison.days_overdue(ended, days(99)), liaison.offered(ended, DISPATCHER)) == (0, ())
