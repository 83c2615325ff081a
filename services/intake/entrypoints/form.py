"""The public form: what happened, how to reach you, check and send. Works without script.

Nothing is kept on the server until it is sent: every page carries what was typed on the others.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.intake.entrypoints.draft import CHECK, SAID, STEP_FIELDS, Draft, step_of
from services.intake.entrypoints.intake_problems import unknown_category
from services.intake.entrypoints.words import NATURES
from services.intake.handlers.coalescing import Overloaded
from services.intake.handlers.ports import (
    Categories,
    Category,
    District,
    Districts,
    StorageUnavailable,
    UnknownCategory,
)
from services.intake.handlers.receive_complaint import Circumstances, ComplaintReception, KeyReused
from shared.language import Text
from shared.web.body import read_form
from shared.web.correlation import correlation_of, traceparent_of
from shared.web.language import language_of
from shared.web.pages import Pages
from shared.web.problems import FieldError

Named = TypeVar("Named", Category, District)

FORM_LIMIT = 1024 * 1024
"""Far more than fits, so that somebody who wrote too much is told by how much, and keeps it."""
TEMPLATES = {1: "form_said.html", 2: "form_contact.html", 3: "form_check.html"}
SENT_BEFORE = (
    Text("您刚才已经送出过一份", "You have already sent this form"),
    Text(
        "现在的内容和那一份不同。再点一次“送出”，就作为新的一件收下。",
        "What it says now is different. Choose “Send” once more to send it as another complaint.",
    ),
)
NOT_NOW = (
    Text("现在收不了，您写的都还在", "We cannot take it right now; your words are safe here"),
    Text("请过几秒再点一次“送出”。", "Please choose “Send” again in a few seconds."),
)


class ComplaintForm:
    """The pages of `/complaints/new`."""

    def __init__(
        self,
        reception: ComplaintReception,
        categories: Categories,
        districts: Districts,
        pages: Pages,
    ) -> None:
        self._reception, self._pages = reception, pages
        self._categories, self._districts = categories, districts

    def routes(self) -> list[Route]:
        """One address; which step is shown is part of what is sent."""
        return [
            Route("/complaints/new", self.begin),
            Route("/complaints/new", self.go_on, methods=["POST"]),
        ]

    async def begin(self, request: Request) -> Response:
        """An empty form."""
        return await self._show(request, SAID, Draft.new())

    async def go_on(self, request: Request) -> Response:
        """The next step, an earlier one, the same with its errors, or the receipt once sent."""
        form = await read_form(request, FORM_LIMIT, clean=True)
        draft, here, wanted = Draft.of(form), _step(form.get("step")), str(form.get("go", ""))
        if wanted == "send":
            return await self._send(request, draft)
        there = _step(wanted)
        if there <= here:
            return await self._show(request, there, draft)
        _, errors = draft.check()
        until_there = [error for error in errors if step_of(error.field) < there]
        if until_there:
            return await self._correct(request, draft, until_there)
        return await self._show(request, there, draft)

    async def _send(self, request: Request, draft: Draft) -> Response:
        submission, errors = draft.check()
        if submission is None:
            return await self._correct(request, draft, errors)
        around = Circumstances(draft.key, correlation_of(request), traceparent_of(request) or "")
        try:
            receipt = await self._reception.receive(
                submission.command(language_of(request)), around
            )
        except UnknownCategory as error:
            words = unknown_category(str(error))
            return await self._correct(request, draft, [FieldError("category", words)])
        except KeyReused:
            return await self._show(
                request, CHECK, draft.with_new_key(), notice=SENT_BEFORE, status=409
            )
        except (StorageUnavailable, Overloaded):
            return await self._show(request, CHECK, draft, notice=NOT_NOW, status=503)
        return RedirectResponse(
            f"/complaints/{receipt.number}/receipt?code={receipt.query_code}", status_code=303
        )

    async def _correct(
        self, request: Request, draft: Draft, errors: Sequence[FieldError]
    ) -> Response:
        """The first step that has errors, with all of that step's."""
        step = min(step_of(error.field) for error in errors)
        shown = [error for error in errors if step_of(error.field) == step]
        return await self._show(request, step, draft, errors=shown, status=422)

    async def _show(
        self,
        request: Request,
        step: int,
        draft: Draft,
        *,
        errors: Sequence[FieldError] = (),
        notice: tuple[Text, Text] | None = None,
        status: int = 200,
    ) -> Response:
        offered = await _as_far_as_known(self._categories.offered)
        districts = await _as_far_as_known(self._districts.offered)
        return self._pages.render(
            request,
            TEMPLATES[step],
            status=status,
            draft=draft,
            step=step,
            values=_Blank(draft.texts),
            carried=_carried(draft, step),
            errors=errors,
            notice=notice,
            natures=[(nature.value, words) for nature, words in NATURES.items()],
            categories=[(category.code, _indented(category)) for category in offered],
            category_names=_names(offered),
            districts=list(_names(districts).items()),
            district_names=_names(districts),
            nature_names={nature.value: words for nature, words in NATURES.items()},
        )


async def _as_far_as_known(offered: Callable[[], Awaitable[Sequence[Named]]]) -> Sequence[Named]:
    try:
        return await offered()
    except StorageUnavailable:
        return ()  # the form is worth more than its lists


def _names(offered: Sequence[Category] | Sequence[District]) -> dict[str, Text]:
    return {each.code: Text(each.name_zh, each.name_en) for each in offered}


class _Blank(dict[str, str]):
    """Fields not typed into are empty."""

    def __missing__(self, name: str) -> str:
        return ""


def _carried(draft: Draft, step: int) -> list[tuple[str, str]]:
    """The fields of the other steps, for hidden inputs."""
    carried = [
        (name, draft.texts[name])
        for other, fields in STEP_FIELDS.items()
        if other != step
        for name in fields
        if draft.texts.get(name)
    ]
    if "wishes" not in STEP_FIELDS[step]:
        carried += [("wishes", wish) for wish in draft.wishes]
    return carried


def _step(given: object) -> int:
    return int(given) if given in ("1", "2", "3") else SAID


def _indented(category: Category) -> Text:
    indent = "\u3000" if category.parent_code else ""
    return Text(indent + category.name_zh, indent + category.name_en)
