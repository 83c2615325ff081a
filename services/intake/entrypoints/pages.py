"""The public pages beside the form: home, receipt with its QR code, tracking."""

import io

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.intake.domain.progress import FINISHED, Progress
from services.intake.domain.tracking_number import InvalidNumber
from services.intake.entrypoints.intake_problems import (
    as_problems,
    too_many_guesses,
    wrong_code,
    wrong_number,
)
from services.intake.entrypoints.story import basis_of, story, unit_of
from services.intake.entrypoints.words import STATES
from services.intake.handlers.ports import StorageUnavailable
from services.intake.handlers.tell_progress import ProgressDesk, TooManyGuesses, WrongCode
from shared.clock import Clock
from shared.language import Text
from shared.web.pages import Pages
from shared.web.problems import FieldError

CODE_MISSING = FieldError(
    "code",
    Text("请输入回执上的 8 位查询码。", "Enter the 8-character query code from your receipt."),
)
NUMBER_MISSING = FieldError(
    "number", Text("请输入回执上的编号。", "Enter the number from your receipt.")
)

CENTRE = Text("受理中心", "the centre")
"""Who answers before there is an office responsible."""


class PublicPages:
    """What a citizen reads."""

    def __init__(self, desk: ProgressDesk, pages: Pages, *, base_url: str, clock: Clock) -> None:
        self._desk, self._pages = desk, pages
        self._base_url, self._clock = base_url, clock

    def routes(self) -> list[Route]:
        """Home, receipt, tracking."""
        return [
            Route("/", self.home),
            Route("/complaints/{number}/receipt", self.receipt),
            Route("/complaints/{number}/qr.svg", self.qr_code),
            Route("/track", self.look_up),
            Route("/track/{number}", self.track),
        ]

    async def home(self, request: Request) -> Response:
        """One thing to do, and a way back to what was said before."""
        return self._pages.render(request, "home.html")

    async def receipt(self, request: Request) -> Response:
        """Number, query code, QR code, what happens next."""
        number, code = request.path_params["number"], request.query_params.get("code", "")
        with as_problems():
            progress = await self._desk.tell_progress(number, code)
        track = f"/track/{progress.number}?code={code}"
        return self._pages.render(
            request,
            "receipt.html",
            progress=progress,
            code=code,
            track=track,
            address=self._base(request) + track,
        )

    async def qr_code(self, request: Request) -> Response:
        """The tracking address as an SVG image, dark on white whatever the page looks like."""
        code = request.query_params.get("code", "")
        with as_problems():
            number = self._desk.admit(request.path_params["number"], code)
        address = f"{self._base(request)}/track/{number}?code={code}"
        image = io.BytesIO()
        segno.make(address, error="m", micro=False).save(
            image, kind="svg", scale=4, border=3, dark="#000", light="#fff", xmldecl=False
        )
        return Response(
            image.getvalue(),
            media_type="image/svg+xml",
            headers={"cache-control": "private, max-age=3600"},
        )

    async def look_up(self, request: Request) -> Response:
        """The form for number and code; filled in, it leads to the story."""
        number = request.query_params.get("number")
        code = request.query_params.get("code", "").strip()
        if number is None:
            return self._ask(request)
        if not number.strip():
            return self._ask(request, code=code, errors=[NUMBER_MISSING], status=422)
        found = await self._find(request, number, code)
        if isinstance(found, Response):
            return found
        return RedirectResponse(f"/track/{found.number}?code={code}", status_code=303)

    async def track(self, request: Request) -> Response:
        """The story in sentences."""
        code = request.query_params.get("code", "").strip()
        found = await self._find(request, request.path_params["number"], code)
        if isinstance(found, Response):
            return found
        return self._tell(request, found, code)

    def _tell(self, request: Request, progress: Progress, code: str) -> Response:
        promise = progress.promise
        return self._pages.render(
            request,
            "track.html",
            progress=progress,
            code=code,
            state=STATES[progress.state],
            sentences=story(progress),
            promise=promise,
            unit=unit_of(promise) if promise else CENTRE,
            basis=basis_of(promise) if promise else None,
            answer=progress.answer,
            late=progress.is_late(self._clock.now()),
            finished=progress.state in FINISHED,
        )

    async def _find(self, request: Request, number: str, code: str) -> Progress | Response:
        """The story, or the page that says what is wrong, with what was typed still there."""
        if not code:
            missing = [CODE_MISSING] if "code" in request.query_params else []
            return self._ask(request, number, errors=missing, status=422 if missing else 200)
        try:
            return await self._desk.tell_progress(number, code)
        except InvalidNumber as error:
            errors = [FieldError("number", wrong_number(error))]
            return self._ask(request, number, code, errors=errors, status=422)
        except WrongCode:
            problem = wrong_code()
            return self._ask(request, number, code, errors=problem.errors, status=problem.status)
        except TooManyGuesses as error:
            raise too_many_guesses(error.wait) from error
        except StorageUnavailable as error:
            with as_problems():
                raise error

    def _ask(
        self,
        request: Request,
        number: str = "",
        code: str = "",
        *,
        errors: list[FieldError] | tuple[FieldError, ...] = (),
        status: int = 200,
    ) -> Response:
        return self._pages.render(
            request, "look_up.html", status=status, number=number, code=code, errors=errors
        )

    def _base(self, request: Request) -> str:
        return self._base_url or f"{request.url.scheme}://{request.url.netloc}"
