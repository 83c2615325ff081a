"""How far a task can be, and what can be done with it.

Source: the flow 受理→预审→处置→回访→结案 with the returns, extensions and audits of the 12345 regulations
(北京§11-§23, 济南§24-§28, 潍坊§19-§26, 安阳§50) and 信访工作条例§22-§39.
"""

from enum import StrEnum


class State(StrEnum):
    """How far a task is."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    HANDLING = "handling"
    RETURN_PENDING = "return_pending"
    EXTENSION_PENDING = "extension_pending"
    PAUSED = "paused"
    REPORTED = "reported"
    CALL_BACK = "call_back"
    CLOSED = "closed"
    WRITTEN_OFF = "written_off"
    ANSWERED = "answered"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What can be done with a task."""

    REGISTER = "register"
    ACCEPT = "accept"
    ANSWER = "answer"
    DECLINE = "decline"
    MERGE = "merge"
    DISPATCH = "dispatch"
    SIGN = "sign"
    CONTACT = "contact"
    PLAN = "plan"
    FULFIL = "fulfil"
    REPORT = "report"
    ASK_RETURN = "ask_return"
    APPROVE_RETURN = "approve_return"
    REJECT_RETURN = "reject_return"
    ARBITRATE = "arbitrate"
    ASSIGN_FINALLY = "assign_finally"
    ASK_EXTENSION = "ask_extension"
    APPROVE_EXTENSION = "approve_extension"
    REJECT_EXTENSION = "reject_extension"
    PASS_AUDIT = "pass_audit"  # noqa: S105 - no password
    FAIL_AUDIT = "fail_audit"
    CALL_BACK = "call_back"
    CLOSE = "close"
    WRITE_OFF = "write_off"
    REOPEN = "reopen"
    SUPERVISE = "supervise"
    LIFT = "lift"
    DEFER = "defer"
    PAUSE = "pause"
    RESUME = "resume"
    RECUSE = "recuse"
    REVEAL = "reveal"
    ATTACH = "attach"
    RECOMPUTE = "recompute"
    ALERT = "alert"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"


TRAY = frozenset({State.REGISTERED, State.ACCEPTED})
"""Nobody is responsible yet."""
BEFORE_SIGNING = TRAY | {State.DISPATCHED}
IN_HAND = frozenset({State.SIGNED, State.HANDLING})
"""The unit is at work."""
CLOCK_RUNS = frozenset(
    {
        State.DISPATCHED,
        State.SIGNED,
        State.HANDLING,
        State.RETURN_PENDING,
        State.EXTENSION_PENDING,
    }
)
"""States in which a passed due date means overdue: the unit has it and has not answered."""
WITH_UNIT = CLOCK_RUNS | {State.PAUSED}
"""A unit has it and has not answered, whether its clock runs or is stopped."""
TO_VERIFY = frozenset({State.REPORTED, State.CALL_BACK})
"""The unit has answered; somebody else judges."""
DUE_MOVES = CLOCK_RUNS | TO_VERIFY
"""States in which another calendar or rule moves the due date; where the clock is stopped, it is worked
out when it goes on."""
OPEN_STATES = TRAY | WITH_UNIT | TO_VERIFY
ENDED = frozenset(State) - OPEN_STATES
