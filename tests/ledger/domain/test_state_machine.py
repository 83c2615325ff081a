"""Several officers do to one task whatever comes to their minds; it stays sound, and its trail tells all."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.ledger.domain.guards import Refused
from services.ledger.domain.limits import USUAL_LIMITS
from services.ledger.domain.states import TRAY
from services.ledger.domain.task import (
    CLOCK_RUNS,
    ENDED,
    IN_HAND,
    LEDGER,
    Action,
    Actor,
    Decision,
    DeclineReason,
    Outcome,
    Result,
    State,
    Supervision,
    Task,
    allowed,
    is_contacted,
)
from services.ledger.domain.trail import Doing, TrailEntry, entry, first_entry, fold
from tests.ledger.domain.attempts import ATTEMPTS, Entered
from tests.ledger.domain.people import EVERYBODY, NOW

TURNCOAT = Actor("zhang-wei", "market", frozenset({"owner", "dispatcher", "supervisor"}))
"""The owner of the market's tasks, with every role that judges."""
ALL = (*EVERYBODY, TURNCOAT, Actor(LEDGER))
ENTERED = st.builds(
    Entered,
    words=st.sampled_from(["配件已到", "已约定上门", "已约定上门", ""]),
    days=st.integers(-1, 6),
    to=st.sampled_from([("market", "zhang-wei"), ("market", None), ("police", "he-ping")]),
    yes=st.booleans(),
    index=st.integers(-1, 1),
    result=st.sampled_from(Result),
    outcome=st.sampled_from(Outcome),
    level=st.sampled_from(Supervision),
    reason=st.sampled_from(DeclineReason),
)
MOVES_THE_DATE = {
    Action.DISPATCH,
    Action.ASSIGN_FINALLY,
    Action.APPROVE_RETURN,
    Action.APPROVE_EXTENSION,
    Action.RECOMPUTE,
    Action.REOPEN,
    Action.RESUME,
}
ENDS_EARLY = {Action.ACCEPT, Action.ANSWER, Action.DECLINE, Action.MERGE, Action.WITHDRAW}


class Desk(RuleBasedStateMachine):
    """One task, its trail, and a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.first = self.task = Task("261123-000001-00")
        self.trail: list[TrailEntry] = []

    @initialize(wants_reply=st.booleans(), has_contact=st.booleans(), confidential=st.booleans())
    def registered(self, wants_reply: bool, has_contact: bool, confidential: bool) -> None:
        self.first = self.task = replace(
            self.task, wants_reply=wants_reply, has_contact=has_contact, confidential=confidential
        )
        self.trail = [first_entry(self.task, Doing(LEDGER, "web", self.now))]

    @rule(minutes=st.sampled_from([1, 10, 300, 3000]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(action=st.sampled_from(list(ATTEMPTS)), by=st.sampled_from(ALL), entered=ENTERED)
    def somebody_tries_anything(self, action: Action, by: Actor, entered: Entered) -> None:
        self._try(action, by, entered)

    @rule(pick=st.integers(0, 10_000), entered=ENTERED)
    def somebody_does_what_is_offered(self, pick: int, entered: Entered) -> None:
        self._pick(pick, entered, leave_out=frozenset())

    @rule(pick=st.integers(0, 10_000), entered=ENTERED)
    def somebody_takes_it_further(self, pick: int, entered: Entered) -> None:
        self._pick(pick, entered, leave_out=frozenset(ENDS_EARLY))

    def _pick(self, pick: int, entered: Entered, leave_out: frozenset[Action]) -> None:
        offers = [(a, by) for by in ALL for a in allowed(self.task, by) if a not in leave_out]
        actions = sorted({action for action, _ in offers})
        if actions:
            action = actions[pick % len(actions)]
            able = [by for offered, by in offers if offered is action]
            self._try(action, able[pick % len(able)], entered)

    def _try(self, action: Action, by: Actor, entered: Entered) -> None:
        """A refusal leaves everything as it was; an act was offered, and leaves one entry."""
        before, offered = self.task, action in allowed(self.task, by)
        try:
            self.task = ATTEMPTS[action](before, by, entered, self.now)
        except Refused:
            return
        assert offered
        assert self.task.version == before.version + 1
        self.trail.append(entry(action, before, self.task, Doing(by.staff_id, "api", self.now)))
        if before.due_at != self.task.due_at:
            self._the_date_moved_for_a_reason(action, before)
        if action in (Action.CLOSE, Action.CALL_BACK, Action.WRITE_OFF, Action.WITHDRAW):
            assert by.staff_id not in (before.owner_id, before.reporter_id)

    def _the_date_moved_for_a_reason(self, action: Action, before: Task) -> None:
        """An approved extension, a recomputation, or a clock that begins anew elsewhere or again."""
        assert action in MOVES_THE_DATE
        if action is Action.APPROVE_EXTENSION:
            assert self.task.extensions[-1].decision is Decision.APPROVED
        if action in (Action.DISPATCH, Action.ASSIGN_FINALLY):
            assert before.unit_code != self.task.unit_code
        if action is Action.REOPEN:
            assert self.task.cycle == before.cycle + 1

    @invariant()
    def exactly_one_owner_from_the_signature_on(self) -> None:
        signed_for = IN_HAND | {State.EXTENSION_PENDING, State.REPORTED, State.CALL_BACK}
        if self.task.state in signed_for:
            assert self.task.unit_code is not None
            assert self.task.owner_id is not None
        if self.task.state in (State.REGISTERED, State.ACCEPTED):
            assert (self.task.unit_code, self.task.owner_id) == (None, None)

    @invariant()
    def a_clock_that_runs_has_a_date(self) -> None:
        if self.task.state in CLOCK_RUNS:
            assert self.task.due_at is not None

    @invariant()
    def a_step_is_asked_for_by_somebody_who_can_take_it(self) -> None:
        if self.task.sign_by:
            assert self.task.signed_at is None
        if self.task.contact_by:
            assert self.task.unit_code is not None
        if self.task.state in (State.REPORTED, State.CALL_BACK, State.CLOSED, *TRAY):
            assert self.task.contact_by is None

    @invariant()
    def closed_implies_contact_and_reply(self) -> None:
        if self.task.state in (State.CLOSED, State.WRITTEN_OFF):
            assert is_contacted(self.task)
            assert self.task.replied_at is not None or not self.task.wants_reply

    @invariant()
    def who_writes_off_is_not_the_owner(self) -> None:
        if self.task.state is State.WRITTEN_OFF:
            assert self.task.written_off_by not in (self.task.owner_id, self.task.reporter_id)

    @invariant()
    def whoever_keeps_out_owns_nothing_and_can_do_nothing(self) -> None:
        assert self.task.owner_id not in self.task.recused
        out = (by for by in ALL if by.staff_id in self.task.recused)
        assert not any(allowed(self.task, by) for by in out)

    @invariant()
    def what_has_ended_stays_ended(self) -> None:
        if self.task.state in ENDED - {State.CLOSED}:
            assert not any(allowed(self.task, by) for by in ALL)

    @invariant()
    def nobody_is_called_for_ever(self) -> None:
        calls = self.task.call_backs
        reports = sum(each.action is Action.REPORT for each in self.trail)
        assert (
            sum(o.outcome is Outcome.UNREACHABLE for o in calls)
            <= USUAL_LIMITS.unreachable * reports
        )

    @invariant()
    def the_trail_has_one_entry_a_version_and_rebuilds_the_task(self) -> None:
        if self.trail:
            assert [each.sequence for each in self.trail] == [*range(1, self.task.version + 1)]
            assert fold(self.first, self.trail) == self.task


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)
