"""One task: the person's words, the light and why, what can be done now, and everything that happened."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.deadline import deadline, explain
from services.ledger.domain.deadline_rules import RULES
from services.ledger.domain.light import light
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.scope import is_shielded, may_see, scope_of
from services.ledger.domain.task import (
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
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.moved_dates import moved
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.performing import perform
from services.ledger.entrypoints.recusal_choices import recusable, successors
from services.ledger.entrypoints.story import story
from services.ledger.entrypoints.words import CHANNELS, NATURES, RESULTS, STATES, named
from shared.language import Text
from shared.web.body import read_form
from shared.web.common_problems import not_found
from shared.web.problems import Problem
from shared.web.session import require

_NOTHING_TYPED: Mapping[str, str] = {}


class TaskPageEndpoints:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

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
        actions = offered(task, seen.actor)
        return self._desk.pages.render(
            request,
            "task.html",
            status=problem.status if problem else 200,
            whole=found,
            listed=found.listed,
            task=task,
            light=light(task, seen.now, self._desk.calendar),
            why=self._why(task),
            story=story(found.trail, seen.organisation),
            report=found.reports[-1] if found.reports else None,
            actions=actions,
            may_reveal=Action.REVEAL in allowed(task, seen.actor),
            shielded=is_shielded(task, seen.actor),
            recusable=recusable(seen.organisation, task, seen.actor),
            successors=successors(seen.organisation, task),
            opened=_opened(actions, tried or request.query_params.get("act", "")),
            acts=ACTS,
            choices=CHOICES,
            levels=LEVELS,
            contacted=is_contacted(task),
            days_left=days_left_to_extend(task),
            recipients=_recipients(seen.organisation, task),
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

    def _why(self, task: Task) -> dict[str, object] | None:
        """The deadline's words and the days that were counted; None in the tray."""
        if task.dispatched_at is None:
            return None
        rule = RULES[task.deadline_rule or "ordinary"]
        found = deadline(rule, task.dispatched_at, self._desk.calendar)
        return {
            "basis": Text(found.basis_zh, found.basis_en),
            "moved": moved(task, self._desk.calendar),
            "provisional": found.provisional,
            "steps": explain(rule, task.dispatched_at, self._desk.calendar),
        }


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


def _recipients(
    organisation: Organisation, task: Task
) -> Sequence[tuple[Text, Sequence[tuple[str, Text]]]]:
    """Units, each with “by turns” and its people who handle tasks; where it already is, is left out."""
    groups = []
    for unit in organisation.units:
        people = [
            (f"{unit.code}/{person.staff_id}", Text(person.name, person.name))
            for person in organisation.staff_of(unit.code)
            if {"owner", "unit_head"}.intersection(person.roles)
            and person.staff_id != task.owner_id
        ]
        if unit.active and people:
            in_turn = (
                unit.code,
                Text(f"{unit.name_zh}（按轮次）", f"{unit.name_en} (next in turn)"),
            )
            first = [in_turn] if unit.code != task.unit_code else []
            groups.append((Text(unit.name_zh, unit.name_en), [*first, *people]))
    return groups
