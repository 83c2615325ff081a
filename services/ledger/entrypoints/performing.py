"""From a body somebody sent to the act it asks for."""

from starlette.requests import Request

from services.ledger.domain.task import Task
from services.ledger.entrypoints.act_body import ActBody
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.entrypoints.refusals import EXPECTED, problem_of
from services.ledger.handlers.acting import Act
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
        return await body.ask(desk.commands, act)
    except EXPECTED as error:
        raise problem_of(error, visit.organisation) from error
