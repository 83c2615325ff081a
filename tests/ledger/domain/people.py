"""Who acts in the tests of the state machine, and the way of a task they share."""

from datetime import UTC, datetime, timedelta

import pytest

from services.ledger.domain.guards import Guard, Refused
from services.ledger.domain.task import (
    Actor,
    Assignment,
    CallBack,
    Outcome,
    Report,
    Result,
    Return,
    Spoken,
    Task,
    close,
    contact,
    dispatch,
    pass_audit,
    report,
    sign,
)

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DISPATCHER = Actor("chen-jing", "hotline", frozenset({"dispatcher"}))
OWNER = Actor("zhang-wei", "market", frozenset({"owner"}))
COLLEAGUE = Actor("gao-xiang", "market", frozenset({"owner"}))
HEAD = Actor("zhao-lei", "market", frozenset({"unit_head"}))
STRANGER = Actor("he-ping", "police", frozenset({"owner", "unit_head"}))
AUDITOR = Actor("wu-gang", None, frozenset({"auditor"}))
SUPERVISOR = Actor("zhou-min", None, frozenset({"supervisor"}))
EVERYBODY = (DISPATCHER, OWNER, COLLEAGUE, HEAD, STRANGER, AUDITOR, SUPERVISOR)
CALLED = Spoken("phone", reached=True)
MISSED = Spoken("phone", reached=False, note="无人接听")
DONE = Report(Result.RESOLVED, "已修好。", ("换了灯泡",))


def later(**span: float) -> datetime:
    """So much after `NOW`."""
    return NOW + timedelta(**span)


def to(unit: str = "market", owner: str | None = "zhang-wei", days: int = 7) -> Assignment:
    """Sent to a unit, due so many days from `NOW`."""
    return Assignment(unit, owner, later(days=days), "ordinary", "cn", None)


def refused(guard: Guard) -> pytest.RaisesExc[Refused]:
    """Expects the refusal that names this guard."""
    return pytest.RaisesExc(Refused, match=f"^{guard.value}$")


def asked_back(basis: str = "《城市管理条例》第八条", reason: str = "不属本单位职责") -> Return:
    """The market unit says the task is the police's."""
    return Return(NOW, "zhang-wei", "market", reason, basis, "police")


def said(outcome: Outcome, *, resolved: bool | None = None, note: str = "") -> CallBack:
    """A call-back by the dispatcher."""
    return CallBack(later(days=3), "chen-jing", outcome, resolved, note)


NEW = Task("261123-000001-00")
SENT = dispatch(NEW, to(), NOW)
SIGNED = sign(SENT, OWNER, NOW)
HANDLING = contact(SIGNED, OWNER, CALLED, NOW)
REPORTED = report(HANDLING, OWNER, DONE, NOW)
CALLING = pass_audit(REPORTED, DISPATCHER, NOW)
CLOSED = close(REPORTED, DISPATCHER, NOW)
