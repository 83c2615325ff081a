"""The desk's lists: tabs with counts, a search, what narrows them, pages by keyset."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.scope import scope_of
from services.ledger.domain.task import LEDGER, Action, Task, allowed
from services.ledger.entrypoints.cursors import read, written
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.recipients import recipients
from services.ledger.entrypoints.words import NOTHING_HERE, STATES
from services.ledger.entrypoints.worklists.list_query import ListQuery, read_list
from services.ledger.entrypoints.worklists.list_view import (
    choices_of,
    parts_of,
    rows_of,
    tabs_of,
)
from services.ledger.handlers.lists import Tab, tabs_for
from shared.web.problems import Problem
from shared.web.roles import Role
from shared.web.session import require


class ListPage:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """`/desk`, which leads to the list somebody works from, and `/desk/tasks`."""
        return [Route("/desk", self.landing), Route("/desk/tasks", self.tasks)]

    @require()
    async def landing(self, request: Request) -> Response:
        """To the first tab of the officer's roles."""
        seen = await visit(self._desk, request)
        first = tabs_for(seen.actor)[0]
        return RedirectResponse(f"/desk/tasks?tab={first.value}", status_code=303)

    @require()
    async def tasks(self, request: Request) -> Response:
        """One page of one list. A search looks through everything the officer may see."""
        seen = await visit(self._desk, request)
        asked = read_list(request.query_params, seen.actor, seen.organisation)
        return await show_list(self._desk, request, seen, asked)


async def show_list(
    desk: Desk,
    request: Request,
    seen: Visit,
    asked: ListQuery,
    problem: Problem | None = None,
    **typed: str,
) -> Response:
    """The page of a list; with a problem, what could not be done with it, and what was typed."""
    after = request.query_params.get("after")
    page = await desk.queries.page(scope_of(seen.actor), asked.filter(seen), read(after))
    tabs, own = await tabs_of(desk, seen, asked)
    can_send = asked.tab is Tab.TRAY and not asked.words and _may_dispatch(seen)
    return desk.pages.render(
        request,
        "tasks.html",
        status=problem.status if problem else 200,
        problem=problem,
        errors=problem.errors if problem else (),
        typed=typed,
        tabs=tabs,
        own=own,
        parts=await parts_of(desk, seen, asked),
        asked=asked,
        rows=rows_of(desk, seen, asked, page.tasks),
        later=bool(after),
        following=written(page.next) if page.next else None,
        nothing=NOTHING_HERE[asked.tab],
        choices=choices_of(seen.organisation),
        recipients=recipients(seen.organisation) if can_send else (),
        can_send=can_send,
        takes_log=seen.actor.has(Role.SUPERVISOR, Role.AUDITOR),
        states=STATES,
        names=Names(seen.organisation),
    )


def _may_dispatch(seen: Visit) -> bool:
    return Action.DISPATCH in allowed(Task(number=LEDGER), seen.actor)
