"""Dispatching what was ticked in the tray: how many went, and which did not and why."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.ledger.domain.task import Task
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.list_page import show_list
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.refusals import EXPECTED, problem_of
from services.ledger.entrypoints.worklists.list_query import ListQuery, read_saved
from services.ledger.entrypoints.worklists.words import (
    NOTHING_TICKED,
    NOWHERE,
    TOO_MANY_TICKED,
)
from services.ledger.handlers.acting import Act
from services.ledger.handlers.worklists.dispatch_many import (
    MOST_AT_ONCE,
    Answer,
    Chosen,
    dispatch_many,
)
from shared.web.body import read_form
from shared.web.common_problems import invalid
from shared.web.correlation import correlation_of
from shared.web.problems import FieldError
from shared.web.session import Role, require

LONGEST_NOTE = 1000


class ManyPage:
    """The endpoint, with what it needs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """`POST /desk/dispatch`."""
        return [Route("/desk/dispatch", self.dispatch, methods=["POST"])]

    @require(Role.DISPATCHER)
    async def dispatch(self, request: Request) -> Response:
        """Each ticked task goes or stays by itself; sent again, those that went are refused as changed."""
        seen = await visit(self._desk, request)
        form = await read_form(request)
        chosen = _chosen(form)
        wrong = _wrong(chosen, str(form.get("to", "")))
        if wrong:
            return await self._back(request, seen, form, wrong)
        answer = await self._send(request, seen, chosen, form)
        unit, _, owner = str(form["to"]).partition("/")
        return self._desk.pages.render(
            request,
            "worklists/dispatched.html",
            answer=answer,
            refused=[
                (number, problem_of(error, seen.organisation)) for number, error in answer.refused
            ],
            unit=unit,
            owner=owner,
            back=f"/desk/tasks?{self._list(seen, form).written()}",
            names=Names(seen.organisation),
        )

    async def _send(
        self, request: Request, seen: Visit, chosen: list[Chosen], form: FormData
    ) -> Answer:
        unit, _, owner = str(form["to"]).partition("/")
        note = str(form.get("note", "")).strip()[:LONGEST_NOTE]

        def act_on(each: Chosen) -> Act:
            return Act(each.number, each.version, seen.actor, "desk", correlation_of(request), note)

        async def dispatch(act: Act) -> Task:
            return await self._desk.commands.dispatch(act, unit, owner or None)

        return await dispatch_many(chosen, act_on, dispatch, EXPECTED)

    async def _back(
        self, request: Request, seen: Visit, form: FormData, wrong: FieldError
    ) -> Response:
        asked = self._list(seen, form)
        picks = " ".join(str(each) for each in form.getlist("pick"))
        typed = {"to": str(form.get("to", "")), "note": str(form.get("note", "")), "picks": picks}
        return await show_list(self._desk, request, seen, asked, invalid([wrong]), **typed)

    def _list(self, seen: Visit, form: FormData) -> ListQuery:
        return read_saved(str(form.get("list", ""))[:1000], seen.actor, seen.organisation)


def _chosen(form: FormData) -> list[Chosen]:
    """What was ticked; values that the page did not write are left out."""
    found = []
    for value in form.getlist("pick"):
        number, _, version = str(value).partition("@")
        if number and len(number) <= 64 and version.isdecimal() and len(version) < 7:
            found.append(Chosen(number, int(version)))
    return found


def _wrong(chosen: list[Chosen], to: str) -> FieldError | None:
    if not chosen:
        return FieldError("", NOTHING_TICKED)
    if len(chosen) > MOST_AT_ONCE:
        return FieldError("", TOO_MANY_TICKED.format(most=MOST_AT_ONCE))
    return None if to else FieldError("to", NOWHERE)
