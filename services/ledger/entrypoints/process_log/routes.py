"""Taking the process log and the published model along."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from services.ledger.domain.process_log.case import Case
from services.ledger.domain.process_log.petri_net import published_model
from services.ledger.domain.scope import Scope, scope_of
from services.ledger.entrypoints.desk import Desk, visit
from services.ledger.entrypoints.process_log.pnml import as_pnml
from services.ledger.entrypoints.process_log.xes import Cases, as_csv, as_xes
from services.ledger.handlers.administration.exports import Taken
from services.ledger.handlers.process_log.export_log import ExportLog, Wanted
from shared.clock import CHINA
from shared.language import Text
from shared.web.roles import Role
from shared.web.session import require
from shared.web.validation import from_validation

NAME = "process-log"
WRITERS: dict[str, Callable[[Cases], AsyncIterator[bytes]]] = {"xes": as_xes, "csv": as_csv}
KINDS = {"xes": "application/xml", "csv": "text/csv; charset=utf-8"}
LABELS = {"from": Text("起始日", "First day"), "to": Text("截止日", "Last day")}
BACKWARDS = Text("起始日不能晚于截止日。", "The first day cannot be after the last.")

Day = Annotated[dt.date | None, BeforeValidator(lambda value: value or None)]


class Asked(BaseModel):
    """The query: days of registration in China, both included; an empty one is no limit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Annotated[Day, Field(alias="from")] = None
    to: Day = None
    cases: Literal["all", "over"] = "all"
    lang: str | None = None

    @model_validator(mode="after")
    def _forwards(self) -> "Asked":
        if self.since and self.to and self.since > self.to:
            raise ValueError(BACKWARDS)
        return self

    def wanted(self, scope: Scope) -> Wanted:
        """The same for the use case."""
        return Wanted(scope, _begin(self.since), _begin(self.to, 1), self.cases == "over")


def _begin(day: dt.date | None, later: int = 0) -> dt.datetime | None:
    """When that day begins in China, or so many days later."""
    if day is None:
        return None
    return dt.datetime.combine(day + dt.timedelta(days=later), dt.time(), CHINA)


class ProcessLog:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk, export: ExportLog) -> None:
        self._desk, self._export = desk, export

    def routes(self) -> list[Route]:
        """The log in two forms, and the model that it fits."""
        return [
            Route("/api/v1/process-log.{form:str}", self.log, methods=["GET"]),
            Route("/api/v1/process-model.pnml", self.model, methods=["GET"]),
        ]

    @require(Role.SUPERVISOR, Role.AUDITOR)
    async def log(self, request: Request) -> Response:
        """Every task of the period within the officer's scope, as a file that comes while it is read."""
        form = str(request.path_params["form"])
        if form not in WRITERS:
            return Response(status_code=404)
        seen = await visit(self._desk, request)
        try:
            asked = Asked.model_validate(dict(request.query_params))
        except ValidationError as error:
            raise from_validation(error, LABELS) from error
        name, actor = f"{NAME}.{form}", seen.actor
        query = urlencode(asked.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        kept = await self._desk.exports.begin(
            Taken(seen.now, actor.staff_id, actor.unit_code, name, query)
        )
        cases = self._counted(asked.wanted(scope_of(actor)), kept)
        return _download(WRITERS[form](cases), KINDS[form], name)

    @require()
    async def model(self, request: Request) -> Response:
        """The published model; the same for everybody."""
        return _download(_once(as_pnml(published_model())), "application/xml", "process-model.pnml")

    async def _counted(self, wanted: Wanted, kept: int) -> AsyncIterator[Sequence[Case]]:
        """How much it was is written down when it is done, as for every list that is taken along."""
        count = 0
        async for part in self._export(wanted):
            count += len(part)
            yield part
        await self._desk.exports.end(kept, count)


async def _once(text: str) -> AsyncIterator[bytes]:
    yield text.encode()


def _download(parts: AsyncIterator[bytes], kind: str, name: str) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return StreamingResponse(parts, media_type=kind, headers=headers)
