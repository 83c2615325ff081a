"""The JSON API of the desk: lists, tasks, acts, units."""

from functools import partial
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.domain.scope import may_see, scope_of
from services.ledger.domain.task import CLOCK_RUNS, State
from services.ledger.entrypoints import shown
from services.ledger.entrypoints.bodies import BODIES, problem_with
from services.ledger.entrypoints.cursors import read, written
from services.ledger.entrypoints.deadlines.explaining import explained
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.performing import perform
from services.ledger.handlers.lists import Order, TaskFilter, WholeTask
from shared.web.addresses import address_with
from shared.web.body import read_json
from shared.web.common_problems import not_found
from shared.web.language import language_of
from shared.web.session import require

BODY_BYTES = 64 * 1024


def _parts(value: object) -> object:
    return [part for part in value.split(",") if part] if isinstance(value, str) else value


class Asked(BaseModel):
    """The query of `GET /api/v1/tasks`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: Annotated[frozenset[State], BeforeValidator(_parts)] = frozenset()
    unit: str | None = Field(default=None, max_length=64)
    owner: str | None = Field(default=None, max_length=64)
    category: str | None = Field(default=None, max_length=64)
    district: str | None = Field(default=None, max_length=64)
    overdue: bool = False
    q: str = Field(default="", max_length=100)
    order: Order = Order.NEWEST
    after: str | None = Field(default=None, max_length=200)
    limit: int = Field(default=50, ge=1, le=200)
    lang: str | None = None

    def filter(self, seen: Visit) -> TaskFilter:
        """The same as a filter; a category stands for those below it too."""
        states = self.state & CLOCK_RUNS if self.state and self.overdue else self.state
        return TaskFilter(
            states=(states or CLOCK_RUNS) if self.overdue else states,
            unit_code=self.unit,
            owner_id=self.owner,
            category_codes=seen.organisation.below(self.category) if self.category else frozenset(),
            district_code=self.district,
            overdue_at=seen.now if self.overdue else None,
            words=self.q,
            order=self.order,
        )


class Api:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Everything under `/api/v1/tasks` and `/api/v1/units`."""
        task = "/api/v1/tasks/{number}"
        acts = [
            Route(f"{task}/{name}", partial(self.act, name), methods=["POST"]) for name in BODIES
        ]
        return [
            Route("/api/v1/tasks", self.tasks, methods=["GET"]),
            Route(task, self.task, methods=["GET"]),
            Route(f"{task}/deadline", self.deadline, methods=["GET"]),
            Route("/api/v1/units", self.units, methods=["GET"]),
            *acts,
        ]

    @require()
    async def tasks(self, request: Request) -> Response:
        """A page of tasks within the officer's scope; `next` is the address of the following one."""
        seen = await visit(self._desk, request)
        try:
            asked = Asked.model_validate(dict(request.query_params))
        except ValidationError as error:
            raise problem_with(error) from error
        scope = scope_of(seen.actor)
        page = await self._desk.queries.page(
            scope, asked.filter(seen), read(asked.after), asked.limit
        )
        following = address_with(request, after=written(page.next)) if page.next else None
        language = language_of(request)
        tasks = [shown.listed(each, seen, self._desk.rulebook, language) for each in page.tasks]
        return _answer({"tasks": tasks, "next": following})

    @require()
    async def task(self, request: Request) -> Response:
        """One task with its words, its trail and what the officer may do."""
        seen = await visit(self._desk, request)
        return await self._whole(seen, request)

    @require()
    async def deadline(self, request: Request) -> Response:
        """How the due date came about."""
        seen = await visit(self._desk, request)
        task = (await self._find(seen, request)).listed.task
        rulebooks = self._desk.rulebooks
        why = await explained(task, await rulebooks.current(), rulebooks)
        return _answer(shown.explained(task, why, language_of(request)))

    @require()
    async def units(self, request: Request) -> Response:
        """Active units with their staff."""
        seen = await visit(self._desk, request)
        return _answer({"units": shown.units(seen.organisation)})

    @require()
    async def act(self, name: str, request: Request) -> Response:
        """Act on a task; answers with the task as it is then."""
        seen = await visit(self._desk, request)
        try:
            body = BODIES[name].model_validate_json(await read_json(request, BODY_BYTES))
        except ValidationError as error:
            raise problem_with(error) from error
        task = await perform(self._desk, seen, request, body, through="api")
        if not may_see(
            seen.actor, task
        ):  # they have just been recused: it is theirs to see no more
            return Response(status_code=204)
        return await self._whole(seen, request)

    async def _whole(self, seen: Visit, request: Request) -> Response:
        found = await self._find(seen, request)
        return _answer(shown.whole(found, seen, self._desk.rulebooks.latest, language_of(request)))

    async def _find(self, seen: Visit, request: Request) -> WholeTask:
        number = str(request.path_params["number"])
        found = await self._desk.queries.whole(scope_of(seen.actor), number)
        if found is None:
            raise not_found()
        return found


def _answer(body: object) -> Response:
    return JSONResponse(body, headers={"cache-control": "no-store"})
