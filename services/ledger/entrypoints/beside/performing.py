"""From what somebody sent to the act it asks for."""

from collections.abc import Mapping

from pydantic import ValidationError
from starlette.requests import Request

from services.ledger.domain.beside.entry import Entry
from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.beside.body import Body
from services.ledger.entrypoints.beside.problems import EXPECTED, problem_of
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.names import Names
from services.ledger.handlers.beside.acting import Act
from shared.web.common_problems import not_found
from shared.web.correlation import correlation_of
from shared.web.validation import from_validation

ENTER = "enter"
GREATEST_NUMBER = 2**53
"""What JSON readers keep exactly, and well within what the database does."""


async def perform(area: Area, seen: Visit, request: Request, body: Body, through: str) -> Entry:
    """Do it. Raises the problem that says in words why not."""
    act = Act(
        actor=seen.actor,
        organisation=seen.organisation,
        through=through,
        number=int(request.path_params.get("number", 0)),
        expected_version=body.expected_version,
        correlation_id=correlation_of(request),
    )
    try:
        return await body.ask(area.book, area.clock, act)
    except EXPECTED as error:
        raise problem_of(error, area, Names(seen.organisation)) from error


def body_for(area: Area, act: str) -> type[Body]:
    """The class that reads an act's body. Raises the 404 problem for an act there is not."""
    kind = area.entering if act == ENTER else area.bodies.get(act)
    if kind is None:
        raise not_found()
    return kind


def read_body(area: Area, act: str, values: Mapping[str, object] | bytes) -> Body:
    """A form's values or a JSON body. Raises the 422 problem, fields called as the forms call them."""
    kind = body_for(area, act)
    try:
        if isinstance(values, bytes):
            return kind.model_validate_json(values)
        return kind.model_validate(values)
    except ValidationError as error:
        raise from_validation(error, area.labels) from error


async def find(area: Area, seen: Visit, request: Request) -> Entry:
    """The entry of the address. Raises the 404 problem where there is none the reader may see."""
    number = int(request.path_params["number"])
    entry: Entry | None = await area.book.one(number) if number <= GREATEST_NUMBER else None
    if entry is None or not area.may_read(entry, seen):
        raise not_found()
    return entry
