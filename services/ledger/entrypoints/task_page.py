"""One task: the person's words, the light and why, what can be done now, and everything that happened."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.light import light
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.scope import is_shielded, may_see, scope_of
from services.ledger.domain.task import (
    CLOCK_RUNS,
    Action,
    Result,
    Task,
    allowed,
    days_left_to_extend,
    is_contacted,
)
from services.ledger.entrypoints.act_words import ACTS, HAPPENED
from services.ledger.entrypoints.bodies import BODIES, offered, problem_with
from services.ledger.entrypoints.choice_words import CHOICES, LEVELS
from services.ledger.entrypoints.deadlines.explaining import explained
from services.ledger.entrypoints.deadlines.rule_words import UNIT_NAMES, choosable
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.performing import perform
from services.ledger.entrypoints.recipients import recipients
from services.ledger.entrypoints.recusal_choices import recusable, successors
from services.ledger.entrypoints.story import story
from services.ledger.entrypoints.words import (
    CHANNELS,
    NATURES,
    PRESSING,
    RESULTS,
    STATES,
    URGENCIES,
    named,
)
from shared.language import Text
from shared.web.body import read_form
from shared.web.common_problems import not_found
from shared.web.problems import Problem
from shared.web.session import require

DAYS_ALIKE = 90
"""How far back to look for the same matter."""
_NOTHING_TYPED: Mapping[str, str] = {}
EvidencePanel = Callable[[Visit, Task], Awaitable[Mapping[str, object]]]


class TaskPageEndpoints:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk, evidence: EvidencePanel) -> None:
        self._desk, self._evidence = desk, evidence

    def routes(self) -> list[Route]:
        """`/desk/tasks/{number}` and an address for each act on it."""
        page = "/desk/tasks/{number}"
        return [
            Route(page, self.task, methods=["GET"]),
            Route(page + "/{action}", self.act, methods=["POST"]),
        ]

    @require()
    async def task(self, request: Request) -> Response:
        """The page."""
        seen = await visit(self._desk, request)
        return await self._page(request, seen)

    @require()
    async def act(self, request: Request) -> Response:
        """Act and come back to the page; or stay on it with what was typed and what is wrong."""
        seen = await visit(self._desk, request)
        action = str(request.path_params["action"])
        if action not in BODIES:
            raise not_found()
        form = await read_form(request)
        try:
            body = BODIES[action].model_validate(_values(form))
            task = await perform(self._desk, seen, request, body, through="desk")
        except ValidationError as error:
            return await self._page(request, seen, problem_with(error), form, action)
        except Problem as problem:
            return await self._page(request, seen, problem, form, action)
        if not may_see(seen.actor, task):  # they have just been recused
            return RedirectResponse("/desk", status_code=303)
        return RedirectResponse(f"/desk/tasks/{task.number}?done={action}", status_code=303)

    async def _page(
        self,
        request: Request,
        seen: Visit,
        problem: Problem | None = None,
        form: FormData | None = None,
        tried: str = "",
    ) -> Response:
        number = str(request.path_params["number"])
        found = await self._desk.queries.whole(scope_of(seen.actor), number)
        if found is None:
            raise problem if problem and problem.status != 404 else not_found()
        task = found.listed.task
        book = await self._desk.rulebooks.current()
        actions = offered(task, seen.actor, book)
        since = seen.now - timedelta(days=DAYS_ALIKE)
        return self._desk.pages.render(
            request,
            "task.html",
            status=problem.status if problem else 200,
            whole=found,
            listed=found.listed,
            task=task,
            light=light(task, seen.now, book),
            why=await explained(task, book, self._desk.rulebooks),
            story=story(found.trail, seen.organisation),
            report=found.reports[-1] if found.reports else None,
            actions=actions,
            may_reveal=Action.REVEAL in allowed(task, seen.actor),
            shielded=is_shielded(task, seen.actor),
            recusable=recusable(seen.organisation, task, seen.actor),
            successors=successors(seen.organisation, task),
            alike=await self._desk.queries.alike(scope_of(seen.actor), number, since),
            clock_runs=CLOCK_RUNS,
            urgencies=URGENCIES,
            pressing=PRESSING,
            opened=_opened(actions, tried or request.query_params.get("act", "")),
            evidence=await self._evidence(seen, task),
            acts=ACTS,
            choices=CHOICES,
            levels=LEVELS,
            contacted=is_contacted(task, book.limits),
            days_left=days_left_to_extend(task, book.rule_of(task)),
            extends_in=UNIT_NAMES[book.rule_of(task).unit],
            deadline_rules=choosable(book),
            recipients=recipients(seen.organisation, task),
            units=_units(seen.organisation, besides=None),
            assistants=_units(seen.organisation, besides=task.unit_code),
            results=[(result.value, RESULTS[result]) for result in Result],
            result_names=RESULTS,
            states=STATES,
            nature=named(NATURES, found.listed.nature),
            channel=named(CHANNELS, found.listed.channel),
            problem=problem,
            errors=problem.errors if problem else (),
            typed=form or _NOTHING_TYPED,
            tried=tried,
            done=_acted(request.query_params.get("done")),
            names=Names(seen.organisation),
        )


def _opened(actions: Sequence[Action], asked: str) -> Action | None:
    """The act whose form is open: the one asked for if it is offered, otherwise the likely one."""
    likely = actions[0] if actions else None
    return next((action for action in actions if action.value == asked), likely)


def _acted(name: str | None) -> Text | None:
    """What was just done, said once after it."""
    return next((words for action, words in HAPPENED.items() if action.value == name), None)


def _values(form: FormData) -> dict[str, object]:
    """The form's fields as a body has them: one choice names unit and owner together."""
    values: dict[str, object] = {key: value for key, value in form.items() if key != "to"}
    unit, _, owner = str(form.get("to", "")).partition("/")
    if unit:
        values["unit_code"] = unit
    if owner:
        values["owner_id"] = owner
    if not str(form.get("master_number", "")).strip() and "candidate" in form:
        values["master_number"] = values.pop("candidate")
    values.pop("candidate", None)
    if "assist_units" in form:
        values["assist_units"] = form.getlist("assist_units")
    return values


def _units(organisation: Organisation, besides: str | None) -> list[tuple[str, Text]]:
    """Active units to choose from, without one of them."""
    return [
        (unit.code, Text(unit.name_zh, unit.name_en))
        for unit in organisation.units
        if unit.active and unit.code != besides
    ]
