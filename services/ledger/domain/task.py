"""A task of the ledger and its state machine, under one name for everybody outside the domain.

Each action is a pure function from a task to the task it becomes; a guard that does not hold raises
`Refused` and names itself. Every accepted action raises the version by one, and the trail has exactly
one entry for each version.
"""

from services.ledger.domain.actor import Actor
from services.ledger.domain.deadlines.pausing import pause, resume
from services.ledger.domain.extending import (
    approve_extension,
    ask_extension,
    days_left_to_extend,
    recompute,
    reject_extension,
)
from services.ledger.domain.handling import (
    contact,
    defer,
    fulfil,
    is_contacted,
    plan,
    report,
    sign,
)
from services.ledger.domain.permissions import LEDGER, allowed, check
from services.ledger.domain.records import CallBack, Contact, Extension, Measure, Pause, Return
from services.ledger.domain.recusing import recuse
from services.ledger.domain.returning import (
    approve_return,
    arbitrate,
    ask_return,
    assign_finally,
    reject_return,
)
from services.ledger.domain.revealing import reveal
from services.ledger.domain.states import (
    CLOCK_RUNS,
    ENDED,
    IN_HAND,
    OPEN_STATES,
    WITH_UNIT,
    Action,
    State,
)
from services.ledger.domain.supervising import lift, supervise
from services.ledger.domain.task_facts import Assignment, Report, Spoken, Task
from services.ledger.domain.timers.alerting import alert
from services.ledger.domain.triage import accept, answer, decline, dispatch, merge
from services.ledger.domain.verifying import (
    call_back,
    close,
    fail_audit,
    pass_audit,
    reopen,
    write_off,
)
from services.ledger.domain.vocabulary import (
    NEEDS_MEASURE,
    Decision,
    DeclineReason,
    Outcome,
    Purpose,
    Result,
    RootCause,
    Supervision,
)
from services.ledger.domain.withdrawing import withdraw

__all__ = [
    "CLOCK_RUNS",
    "ENDED",
    "IN_HAND",
    "LEDGER",
    "NEEDS_MEASURE",
    "OPEN_STATES",
    "WITH_UNIT",
    "Action",
    "Actor",
    "Assignment",
    "CallBack",
    "Contact",
    "Decision",
    "DeclineReason",
    "Extension",
    "Measure",
    "Outcome",
    "Pause",
    "Purpose",
    "Report",
    "Result",
    "Return",
    "RootCause",
    "Spoken",
    "State",
    "Supervision",
    "Task",
    "accept",
    "alert",
    "allowed",
    "answer",
    "approve_extension",
    "approve_return",
    "arbitrate",
    "ask_extension",
    "ask_return",
    "assign_finally",
    "call_back",
    "check",
    "close",
    "contact",
    "days_left_to_extend",
    "decline",
    "defer",
    "dispatch",
    "fail_audit",
    "fulfil",
    "is_contacted",
    "lift",
    "merge",
    "pass_audit",
    "pause",
    "plan",
    "recompute",
    "recuse",
    "reject_extension",
    "reject_return",
    "reopen",
    "report",
    "resume",
    "reveal",
    "sign",
    "supervise",
    "withdraw",
    "write_off",
]
