"""Publishing: what would change, why each thing goes, which tasks caused it, and then the button."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.service_items.difference import Difference, difference
from services.ledger.domain.service_items.item import Standing
from services.ledger.domain.service_items.lint import Severity, findings_of
from services.ledger.domain.service_items.removals import Given, RemovalReason
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.service_items.comparison import compare
from services.ledger.entrypoints.service_items.item_desk import ItemDesk, act, find_own
from services.ledger.entrypoints.service_items.refusals import (
    BASIS_NEEDED,
    EXPECTED,
    REASON_NEEDED,
    problem_of,
)
from services.ledger.entrypoints.service_items.words import ELEMENTS, REASONS, name_of
from services.ledger.handlers.service_items.publish_snapshot import (
    NotPublishable,
    Publication,
    Why,
)
from shared.web.body import read_form
from shared.web.problems import FieldError, Problem
from shared.web.session import Role, require

LONGEST = 1000


class PublishPage:
    """`/desk/items/{code}/publish`."""

    def __init__(self, items: ItemDesk) -> None:
        self._items = items

    def routes(self) -> list[Route]:
        path = "/desk/items/{code}/publish"
        return [
            Route(path, self.show, methods=["GET"]),
            Route(path, self.publish, methods=["POST"]),
        ]

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def show(self, request: Request) -> Response:
        """What publishing would change."""
        seen = await visit(self._items.desk, request)
        standing = await find_own(self._items, seen, request)
        return self._page(request, seen, standing, {}, None)

    @require(Role.DISPATCHER, Role.UNIT_HEAD)
    async def publish(self, request: Request) -> Response:
        """Publish it, or show what is missing beside what was typed."""
        seen = await visit(self._items.desk, request)
        form = await read_form(request, clean=True)
        typed = {name: str(value).strip()[:LONGEST] for name, value in form.items()}
        revision = typed.get("expected_revision", "")
        doing = act(seen, request, int(revision) if revision.isdecimal() else -1)
        try:
            await self._items.publish(doing, _said(form, typed))
        except EXPECTED as error:
            problem = problem_of(error, seen.organisation)
            if isinstance(error, NotPublishable) and error.why is Why.REMOVAL_UNEXPLAINED:
                problem = _beside_fields(problem, error, typed)
            standing = await find_own(self._items, seen, request)
            return self._page(request, seen, standing, typed, problem)
        here = f"/desk/items/{request.path_params['code']}"
        return RedirectResponse(f"{here}?done=published", status_code=303)

    def _page(
        self,
        request: Request,
        seen: Visit,
        standing: Standing,
        typed: dict[str, str],
        problem: Problem | None,
    ) -> Response:
        found = difference(standing.published, standing.drafted)
        findings = findings_of(standing.drafted)
        return self._items.desk.pages.render(
            request,
            "service_items/publish.html",
            status=problem.status if problem else 200,
            standing=standing,
            item=standing.item,
            may_publish=standing.draft is not None and bool(found),
            blocked=any(each.severity is Severity.FAULT for each in findings),
            findings=findings,
            comparison=compare(standing.published, standing.drafted),
            removed=_removed(found),
            reasons=[(each.value, words) for each, words in REASONS.items()],
            typed=typed,
            problem=problem,
            errors=problem.errors if problem else (),
            names=Names(seen.organisation),
        )


def _removed(found: Difference) -> list[tuple[str, object, object]]:
    """Key, kind and name of each removed element."""
    return [(each.key, ELEMENTS[kind], name_of(each)) for kind, each in found.removed]


def _said(form: FormData, typed: dict[str, str]) -> Publication:
    reasons = {reason.value: reason for reason in RemovalReason}
    given = {
        key: Given(reasons.get(typed.get(f"reason.{key}", "")), typed.get(f"basis.{key}", ""))
        for key in map(str, form.getlist("removed"))
    }
    words = typed.get("task_numbers", "").replace("，", " ").replace(",", " ").replace("、", " ")
    return Publication(typed.get("note", ""), given, tuple(words.split()))


def _beside_fields(problem: Problem, error: NotPublishable, typed: dict[str, str]) -> Problem:
    """The same, each missing reason and basis named by its field."""
    errors = []
    for key in error.about:
        if not typed.get(f"reason.{key}"):
            errors.append(FieldError(f"reason.{key}", REASON_NEEDED))
        if not typed.get(f"basis.{key}"):
            errors.append(FieldError(f"basis.{key}", BASIS_NEEDED))
    return Problem(problem.status, problem.slug, problem.title, problem.detail, errors)
