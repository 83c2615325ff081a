"""From a body somebody sent to the act it asks for."""

from starlette.requests import Request

from services.ledger.domain.task import Task
from services.ledger.entrypoints.bodies import (
    ActBody,
    CloseBody,
    DispatchBody,
    ReportBody,
    SignBody,
)
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.entrypoints.refusals import EXPECTED, problem_of
from services.ledger.handlers.acting import Act
from services.ledger.handlers.task_commands import TaskCommands
from shared.web.correlation import correlation_of


async def perform(desk: Desk, visit: Visit, request: Request, body: ActBody, through: str) -> Task:
    """Do it. Raises the problem that says in words why not."""
    act = Act(
        task_number=str(request.path_params["number"]),
        expected_version=body.expected_version,
        actor=visit.actor,
        through=through,
        correlation_id=correlation_of(request),
        note=body.note,
    )
    try:
        return await _ask(desk.commands, act, body)
    except EXPECTED as error:
        raise problem_of(error, visit.organisation) from error


async def _ask(commands: TaskCommands, act: Act, body: ActBody) -> Task:
    match body:
        case DispatchBody():
            return await commands.dispatch(act, body.unit_code, body.owner_id)
        case SignBody():
            return await commands.sign(act)
        case ReportBody():
            return await commands.report(act, body.report())
        case CloseBody():
            return await commands.close(act)
        case _:
            raise TypeError(f"no act takes a {type(body).__name__}")
