"""Why an action can be refused: every guard has a name of its own, spoken in words by the entrypoints."""

from enum import StrEnum


class Guard(StrEnum):
    """A condition that must hold before an action; named by what it demands."""

    STATE_IS_REGISTERED = "state_is_registered"
    STATE_IS_BEFORE_SIGNING = "state_is_before_signing"
    STATE_IS_TRAY_OR_DISPATCHED = "state_is_tray_or_dispatched"
    STATE_IS_DISPATCHED = "state_is_dispatched"
    STATE_IS_SIGNED = "state_is_signed"
    STATE_IS_WITH_UNIT = "state_is_with_unit"
    STATE_IS_RETURNABLE = "state_is_returnable"
    STATE_IS_RETURN_PENDING = "state_is_return_pending"
    STATE_IS_EXTENSION_PENDING = "state_is_extension_pending"
    STATE_IS_PAUSED = "state_is_paused"
    STATE_IS_REPORTED = "state_is_reported"
    STATE_IS_CALL_BACK = "state_is_call_back"
    STATE_IS_CLOSED = "state_is_closed"
    STATE_IS_OPEN = "state_is_open"
    STATE_IS_NOT_OVER = "state_is_not_over"
    STATE_IS_SUPERVISED = "state_is_supervised"
    CLOCK_IS_RUNNING = "clock_is_running"
    NOT_IN_ARBITRATION = "not_in_arbitration"
    NOT_ASSIGNED_FINALLY = "not_assigned_finally"
    ACTOR_DISPATCHES = "actor_dispatches"
    ACTOR_IS_OF_THE_UNIT = "actor_is_of_the_unit"
    ACTOR_WORKS_ON_IT = "actor_works_on_it"
    ACTOR_ANSWERS_FOR_IT = "actor_answers_for_it"
    ACTOR_DECIDES_RETURNS = "actor_decides_returns"
    ACTOR_SUPERVISES = "actor_supervises"
    ACTOR_APPROVES_EXTENSIONS = "actor_approves_extensions"
    ACTOR_DID_NOT_ASK = "actor_did_not_ask"
    ACTOR_PAUSES = "actor_pauses"
    ACTOR_AUDITS = "actor_audits"
    ACTOR_DID_NOT_HANDLE_IT = "actor_did_not_handle_it"
    ACTOR_IS_THE_LEDGER = "actor_is_the_ledger"
    ACTOR_MAY_KNOW_WHO = "actor_may_know_who"
    ACTOR_NEEDS_THE_CONTACT = "actor_needs_the_contact"
    ACTOR_TAKES_PART = "actor_takes_part"
    ACTOR_ADDS_EVIDENCE = "actor_adds_evidence"
    ACTOR_RECUSES_OTHERS = "actor_recuses_others"
    ACTOR_MAY_CHANGE_THINGS = "actor_may_change_things"
    ACTOR_MAY_SEE_IT = "actor_may_see_it"
    ACTOR_IS_NOT_RECUSED = "actor_is_not_recused"
    STAFF_IS_KNOWN = "staff_is_known"
    NOT_RECUSED_YET = "not_recused_yet"
    OWNER_IS_NOT_RECUSED = "owner_is_not_recused"
    ANOTHER_OWNER_IS_GIVEN = "another_owner_is_given"
    UNIT_IS_KNOWN = "unit_is_known"
    OWNER_IS_KNOWN = "owner_is_known"
    OWNER_WORKS_IN_UNIT = "owner_works_in_unit"
    RULE_IS_KNOWN = "rule_is_known"
    ASSISTANTS_ARE_OTHERS = "assistants_are_others"
    SOMETHING_CHANGES = "something_changes"
    REPLY_IS_GIVEN = "reply_is_given"
    MEASURE_IS_GIVEN = "measure_is_given"
    MEASURE_IS_OPEN = "measure_is_open"
    MEASURES_ARE_DONE = "measures_are_done"
    EVIDENCE_IS_GIVEN = "evidence_is_given"
    REASON_IS_GIVEN = "reason_is_given"
    UNRESOLVED_IS_EXPLAINED = "unresolved_is_explained"
    LEGAL_BASIS_IS_GIVEN = "legal_basis_is_given"
    REFERRAL_IS_GIVEN = "referral_is_given"
    PLAN_IS_GIVEN = "plan_is_given"
    DATE_IS_AHEAD = "date_is_ahead"
    CONTACT_IS_RECORDED = "contact_is_recorded"
    CONTACT_IS_POSSIBLE = "contact_is_possible"
    MASTER_IS_KNOWN = "master_is_known"
    MASTER_IS_ANOTHER = "master_is_another"
    MASTER_IS_OPEN = "master_is_open"
    TIME_TO_RETURN_IS_LEFT = "time_to_return_is_left"
    ASKED_BEFORE_DUE = "asked_before_due"
    PAUSED_BEFORE_DUE = "paused_before_due"
    RULE_ALLOWS_PAUSE = "rule_allows_pause"
    WITHIN_THE_CAP = "within_the_cap"
    REPLY_IS_NOT_WANTED = "reply_is_not_wanted"
    TIME_TO_REOPEN_IS_LEFT = "time_to_reopen_is_left"
    LEVEL_IS_HIGHER = "level_is_higher"


AUTHORITY = frozenset(guard for guard in Guard if guard.startswith("actor_"))
"""Guards that ask who is acting."""
STATE = frozenset(guard for guard in Guard if guard.startswith("state_")) | {
    Guard.CLOCK_IS_RUNNING,
    Guard.NOT_IN_ARBITRATION,
    Guard.NOT_ASSIGNED_FINALLY,
    Guard.TIME_TO_RETURN_IS_LEFT,
    Guard.ASKED_BEFORE_DUE,
    Guard.PAUSED_BEFORE_DUE,
    Guard.RULE_ALLOWS_PAUSE,
    Guard.TIME_TO_REOPEN_IS_LEFT,
}
"""Guards that ask how far the task is, or how late it is. All others ask about what was entered."""


class Refused(Exception):
    """An action was not allowed; `guard` is the condition that did not hold."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(guard.value)
        self.guard = guard


def demand(guard: Guard, holds: bool) -> None:
    """Raise `Refused` with the guard unless it holds."""
    if not holds:
        raise Refused(guard)
