"""What officers send to act on a task: the same for the desk's forms and for the API."""

from pydantic import ValidationError

from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.task import Action, Actor, Task, allowed
from services.ledger.entrypoints import (
    recusal_body,
    request_bodies,
    triage_bodies,
    verdict_bodies,
    work_bodies,
)
from services.ledger.entrypoints.act_body import ActBody
from services.ledger.entrypoints.deadlines import act_bodies
from services.ledger.entrypoints.words import FIELDS
from shared.web.problems import Problem
from shared.web.validation import from_validation

BODIES: dict[str, type[ActBody]] = {
    Action.DISPATCH.value: triage_bodies.DispatchBody,
    Action.SIGN.value: work_bodies.SignBody,
    Action.REPORT.value: work_bodies.ReportBody,
    Action.CLOSE.value: verdict_bodies.CloseBody,
    Action.ACCEPT.value: triage_bodies.AcceptBody,
    Action.ANSWER.value: triage_bodies.AnswerBody,
    Action.DECLINE.value: triage_bodies.DeclineBody,
    Action.MERGE.value: triage_bodies.MergeBody,
    Action.CONTACT.value: work_bodies.ContactBody,
    Action.PLAN.value: work_bodies.PlanBody,
    Action.FULFIL.value: work_bodies.FulfilBody,
    Action.DEFER.value: work_bodies.DeferBody,
    Action.ASK_RETURN.value: request_bodies.AskReturnBody,
    Action.APPROVE_RETURN.value: request_bodies.ApproveReturnBody,
    Action.REJECT_RETURN.value: request_bodies.RejectReturnBody,
    Action.ARBITRATE.value: request_bodies.ArbitrateBody,
    Action.ASSIGN_FINALLY.value: request_bodies.AssignFinallyBody,
    Action.ASK_EXTENSION.value: request_bodies.AskExtensionBody,
    Action.APPROVE_EXTENSION.value: request_bodies.ApproveExtensionBody,
    Action.REJECT_EXTENSION.value: request_bodies.RejectExtensionBody,
    Action.PASS_AUDIT.value: verdict_bodies.PassAuditBody,
    Action.FAIL_AUDIT.value: verdict_bodies.FailAuditBody,
    Action.CALL_BACK.value: verdict_bodies.CallBackBody,
    Action.WRITE_OFF.value: verdict_bodies.WriteOffBody,
    Action.REOPEN.value: verdict_bodies.ReopenBody,
    Action.SUPERVISE.value: verdict_bodies.SuperviseBody,
    Action.RESUME.value: act_bodies.ResumeBody,
    Action.PAUSE.value: act_bodies.PauseBody,
    Action.RECUSE.value: recusal_body.RecuseBody,
    Action.LIFT.value: verdict_bodies.LiftBody,
    Action.WITHDRAW.value: verdict_bodies.WithdrawBody,
}
"""By the last part of the act's address. What no person does is not among them."""


def offered(task: Task, by: Actor, rulebook: Rulebook) -> list[Action]:
    """What this actor may do now and can be asked for, the likely act first."""
    hidden = set() if rulebook.rule_of(task).pausable else {Action.PAUSE}
    return [each for each in allowed(task, by) if each.value in BODIES and each not in hidden]


def callable_acts(task: Task, by: Actor, rulebook: Rulebook) -> list[Action]:
    """What a program may ask for: the same, and what has an address of its own."""
    others = [each for each in allowed(task, by) if each in (Action.REVEAL, Action.ATTACH)]
    return [*offered(task, by, rulebook), *others]


def problem_with(error: ValidationError) -> Problem:
    """The validation's answer, fields called as the forms call them."""
    return from_validation(error, FIELDS)
