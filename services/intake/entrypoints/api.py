"""The HTTP API: hand in a complaint, see what became of it, see the categories."""

import json
import re

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.intake.domain.progress import Progress
from services.intake.entrypoints.intake_problems import KEY_HEADER, as_problems, bad_key
from services.intake.entrypoints.sentences import Sentence
from services.intake.entrypoints.story import basis_of, story, unit_of
from services.intake.entrypoints.submission import Submission
from services.intake.entrypoints.words import FIELDS, STATES
from services.intake.handlers.ports import Categories
from services.intake.handlers.receive_complaint import Circumstances, ComplaintReception, Receipt
from services.intake.handlers.tell_progress import ProgressDesk
from shared.clock import Clock
from shared.language import Language, Text
from shared.web.body import read_json
from shared.web.common_problems import invalid
from shared.web.correlation import correlation_of, traceparent_of
from shared.web.language import language_of
from shared.web.problems import FieldError
from shared.web.validation import from_validation

BODY_LIMIT = 128 * 1024
"""Four thousand characters as JSON escapes take 48 KB; this leaves room for the rest."""
CODE_HEADER = "x-query-code"
_KEY = re.compile(r"[\x21-\x7e]{1,200}").fullmatch
_VALIDATE = Submission.__pydantic_validator__.validate_json


class Api:
    """The endpoints with what they need."""

    def __init__(
        self,
        reception: ComplaintReception,
        desk: ProgressDesk,
        categories: Categories,
        *,
        base_url: str,
        clock: Clock,
    ) -> None:
        self._reception, self._desk, self._categories = reception, desk, categories
        self._base_url, self._clock = base_url, clock

    def routes(self) -> list[Route]:
        """Under /api/v1/."""
        return [
            Route("/api/v1/complaints", self.receive, methods=["POST"]),
            Route("/api/v1/complaints/{number}", self.progress),
            Route("/api/v1/categories", self.categories),
        ]

    async def receive(self, request: Request) -> Response:
        """201 with the receipt; 200 with the same one for a repeated idempotency key."""
        around = circumstances(request)
        body = await read_json(request, BODY_LIMIT)
        try:
            submission: Submission = _VALIDATE(body)
        except ValidationError as error:
            raise from_validation(error, FIELDS) from None
        with as_problems():
            receipt = await self._reception.receive(
                submission.command(language_of(request)), around
            )
        return self._receipt(request, receipt)

    async def progress(self, request: Request) -> Response:
        """200 with the story, for whoever has the query code."""
        code = request.query_params.get("code") or request.headers.get(CODE_HEADER, "")
        if not code:
            raise invalid([FieldError("code", CODE_NEEDED)])
        with as_problems():
            progress = await self._desk.tell_progress(request.path_params["number"], code)
        return _json(self._story(progress, language_of(request)), language_of(request))

    async def categories(self, request: Request) -> Response:
        """200 with the categories in use, parents before their children."""
        with as_problems():
            offered = await self._categories.offered()
        body = [
            {
                "code": category.code,
                "name": {"zh": category.name_zh, "en": category.name_en},
                "parent": category.parent_code,
            }
            for category in offered
        ]
        return _json({"categories": body}, language_of(request))

    def _receipt(self, request: Request, receipt: Receipt) -> Response:
        # Every value is plain ASCII, so no serialiser is needed.
        base = self._base_url or f"{request.scope['scheme']}://{request.headers.get('host', '')}"
        body = (
            f'{{"complaint_number":"{receipt.number}","query_code":"{receipt.query_code}",'
            f'"received_at":"{receipt.received_at.isoformat()}",'
            f'"status_url":"{base}/track/{receipt.number}?code={receipt.query_code}"}}'
        )
        headers = {"location": f"/api/v1/complaints/{receipt.number}", "cache-control": "no-store"}
        if receipt.replayed:
            headers["idempotent-replayed"] = "true"
        status = 200 if receipt.replayed else 201
        return Response(body.encode(), status, headers, media_type="application/json")

    def _story(self, progress: Progress, language: Language) -> dict[str, object]:
        promise, answer = progress.promise, progress.answer
        basis = basis_of(promise) if promise else None
        return {
            "complaint_number": progress.number,
            "status": progress.state.value,
            "status_text": STATES[progress.state].in_(language),
            "title": progress.title,
            "received_at": progress.received_at.isoformat(),
            "unit": _unit(progress, language),
            "due_at": promise.due_at.isoformat() if promise and promise.due_at else None,
            "due_basis": basis.in_(language) if basis else None,
            "late": progress.is_late(self._clock.now()),
            "answer": {
                "text": answer.reply,
                "result": answer.result,
                "at": answer.at.isoformat(),
            }
            if answer
            else None,
            "story": [_line(sentence, language) for sentence in story(progress)],
        }


CODE_NEEDED = Text(
    "请附上查询码：?code=… 或请求头 X-Query-Code。",
    "Add the query code: ?code=… or the header X-Query-Code.",
)


def circumstances(request: Request) -> Circumstances:
    """What the request says about itself. Raises the 400 problem for a key that is none."""
    key = request.headers.get(KEY_HEADER)
    if key is not None and not _KEY(key):
        raise bad_key()
    return Circumstances(key, correlation_of(request), traceparent_of(request) or "")


def _unit(progress: Progress, language: Language) -> dict[str, str] | None:
    promise = progress.promise
    if promise is None or promise.unit_code is None:
        return None
    return {"code": promise.unit_code, "name": unit_of(promise).in_(language)}


def _line(sentence: Sentence, language: Language) -> dict[str, object]:
    return {
        "status": sentence.state.value,
        "at": sentence.at.isoformat() if sentence.at else None,
        "text": sentence.text.in_(language),
        "note": sentence.note.in_(language) if sentence.note else None,
        "quote": sentence.quote,
    }


def _json(body: object, language: Language) -> Response:
    return Response(
        json.dumps(body, ensure_ascii=False).encode(),
        media_type="application/json",
        headers={"cache-control": "no-store", "content-language": language.value},
    )
