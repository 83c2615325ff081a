"""Editing a guide: a form that works without script, with what lint finds beside it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.service_items.item import Standing
from services.ledger.domain.service_items.lint import findings_of
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.service_items.draft_form import Typed, of_form, of_guide, read
from services.ledger.entrypoints.service_items.item_desk import ItemDesk, act, find_own
from services.ledger.entrypoints.service_items.refusals import EXPECTED, changed, problem_of
from services.ledger.entrypoints.service_items.words import (
    DAY_UNITS,
    DEPTHS,
    KINDS,
    SOURCES,
    who,
)
from services.ledger.handlers.service_items.finding import ItemChanged
from shared.language import Text
from shared.web.body import read_form
from shared.web.problems import FieldError, Problem
from shared.web.session import Role, require

C = TypeVar("C", bound=StrEnum)
FORM_BYTES = 512 * 1024


class DraftPage:
    """`/desk/items/{code}/draft`."""

    def __init__(self, items: ItemDesk) -> None:
        self._items = items

    def routes(self) -> list[Route]:
        path = "/desk/items/{code}/draft"
        return [
            Route(path, self.show, methods=["GET"]),
            Route(path, self.keep, methods=["POST"]),
        ]

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def show(self, request: Request) -> Response:
        """The draft, or the guide in force to begin one from."""
        seen = await visit(self._items.desk, request)
        standing = await find_own(self._items, seen, request)
        return self._page(request, seen, standing, of_guide(standing.drafted), (), None)

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def keep(self, request: Request) -> Response:
        """Keep what was typed and do what the button says."""
        seen = await visit(self._items.desk, request)
        form = await read_form(request, FORM_BYTES, clean=True)
        typed, button = of_form(form), str(form.get("do", ""))
        guide, errors = (None, ()) if button == "discard" else read(typed)
        if errors:
            standing = await find_own(self._items, seen, request)
            return self._page(request, seen, standing, typed, errors, None)
        revision = typed.values.get("expected_revision", "")
        doing = act(seen, request, int(revision) if revision.isdecimal() else -1)
        try:
            standing = await self._items.keep_draft(doing, guide)
        except ItemChanged as error:
            problem = changed(error, seen.organisation)
            return self._page(request, seen, error.standing, typed, (), problem)
        except EXPECTED as error:
            raise problem_of(error, seen.organisation) from error
        return RedirectResponse(_next(standing, typed, button), status_code=303)

    def _page(
        self,
        request: Request,
        seen: Visit,
        standing: Standing,
        typed: Typed,
        errors: Sequence[FieldError],
        problem: Problem | None,
    ) -> Response:
        return self._items.desk.pages.render(
            request,
            "service_items/draft.html",
            status=problem.status if problem else 422 if errors else 200,
            standing=standing,
            item=standing.item,
            typed=typed,
            values=typed.values,
            errors=errors,
            problem=problem,
            findings=findings_of(standing.drafted),
            kept=request.query_params.get("kept") == "1",
            names=Names(seen.organisation),
            choices={
                "source": _options(SOURCES),
                "kind": _options(KINDS),
                "depth": _options(DEPTHS),
                "unit": _options(DAY_UNITS),
            },
            who=who,
        )


def _options(words: Mapping[C, Text]) -> list[tuple[str, Text]]:
    return [(each.value, named) for each, named in words.items()]


def _next(standing: Standing, typed: Typed, button: str) -> str:
    """Where the button leads: back to the form, at the element it was about."""
    here = f"/desk/items/{standing.item.code}"
    what, _, where = button.partition(":")
    kind, _, key = where.partition(":")
    if what == "discard":
        return f"{here}?done=discarded"
    if what == "publish":
        return f"{here}/publish"
    if what == "add" and typed.keys.get(kind):
        return f"{here}/draft#f-{kind}.{typed.keys[kind][-1]}.name_zh"
    if what == "up":
        return f"{here}/draft#{kind}-{key}"
    return f"{here}/draft#{kind}s" if what == "remove" else f"{here}/draft?kept=1"
