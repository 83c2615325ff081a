"""The JSON API: deliveries, and having one sent again."""

import base64
import binascii
import uuid
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.notifier.domain.notice import State
from services.notifier.entrypoints.asking import (
    READERS,
    SENDERS,
    read_choice,
    read_filter,
    read_notice_id,
    read_number,
    reader_of,
)
from services.notifier.entrypoints.pages import Desk
from services.notifier.entrypoints.refusals import not_to_be_sent
from services.notifier.handlers.lists import Attempt, ListedNotice, Place
from services.notifier.handlers.send_again import NotToBeSent, SendAgain, UnknownNotice
from shared.language import Text
from shared.web.addresses import address_with
from shared.web.common_problems import invalid, not_found
from shared.web.problems import FieldError
from shared.web.session import current_officer, require

USUAL, MOST = 50, 200


class DeliveryApi:
    """For programs of the office, with an officer's token."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Everything under `/api/v1/deliveries`."""
        one = "/api/v1/deliveries/{notice_id}"
        return [
            Route("/api/v1/deliveries", self.deliveries, methods=["GET"]),
            Route(one, self.delivery, methods=["GET"]),
            Route(f"{one}/retry", self.retry, methods=["POST"]),
        ]

    @require(*READERS)
    async def deliveries(self, request: Request) -> Response:
        """A page, the newest first; `next` is the address of the following one, null at the end."""
        query = request.query_params
        states = [read_choice(query, "state", State, State.FAILED)] if query.get("state") else []
        limit = read_number(query, "limit", USUAL, MOST)
        reader, place = reader_of(current_officer(request)), _read_place(query.get("after"))
        found = await self._desk.reading.after(reader, states, read_filter(query), place, limit + 1)
        page, more = found[:limit], len(found) > limit
        following = address_with(request, after=_written(page[-1])) if more else None
        return _answer({"deliveries": [listed(each) for each in page], "next": following})

    @require(*READERS)
    async def delivery(self, request: Request) -> Response:
        """One delivery with its attempts."""
        return await self._whole(request)

    @require(*SENDERS)
    async def retry(self, request: Request) -> Response:
        """Put it back in line; answers with the delivery as it is then."""
        notice_id = read_notice_id(request.path_params["notice_id"])
        try:
            await self._desk.sending_again.one(
                SendAgain(notice_id, current_officer(request).staff_id)
            )
        except UnknownNotice:
            raise not_found() from None
        except NotToBeSent as error:
            raise not_to_be_sent(error.state) from None
        return await self._whole(request, status=202)

    async def _whole(self, request: Request, status: int = 200) -> Response:
        notice_id = read_notice_id(request.path_params["notice_id"])
        whole = await self._desk.reading.whole(reader_of(current_officer(request)), notice_id)
        if whole is None:
            raise not_found()
        attempts = [attempt(each) for each in whole.attempts]
        return _answer({**listed(whole.listed), "attempt_log": attempts}, status)


def listed(notice: ListedNotice) -> dict[str, object]:
    """A delivery without its attempts. People are staff ids; addresses are nowhere."""
    return {
        "id": str(notice.id),
        "recipient_id": notice.recipient_id,
        "recipient_name": notice.recipient_name,
        "unit_code": notice.unit_code,
        "reason": notice.reason,
        "audience": notice.audience,
        "task_number": notice.task_number,
        "occurrence": notice.occurrence,
        "state": notice.state,
        "transport": notice.transport,
        "attempts": notice.attempts,
        "next_attempt_at": _moment(notice.next_attempt_at)
        if notice.state is State.PENDING
        else None,
        "last_words": notice.last_words,
        "letter_id": str(notice.letter_id) if notice.letter_id else None,
        "created_at": _moment(notice.created_at),
        "changed_at": _moment(notice.changed_at),
    }


def attempt(made: Attempt) -> dict[str, object]:
    """One attempt; `answer` is null while it is under way, or for ever when the service died in it."""
    return {
        "number": made.number,
        "transport": made.transport,
        "started_at": _moment(made.started_at),
        "ended_at": _moment(made.ended_at),
        "answer": made.answer,
        "words": made.words,
        "asked_by": made.asked_by,
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _answer(body: object, status: int = 200) -> Response:
    return JSONResponse(body, status, headers={"cache-control": "no-store"})


def _written(notice: ListedNotice) -> str:
    text = f"{notice.created_at.isoformat()} {notice.id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_place(text: str | None) -> Place | None:
    if not text:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        at, _, notice_id = base64.urlsafe_b64decode(padded).decode().partition(" ")
        place = Place(datetime.fromisoformat(at), uuid.UUID(notice_id))
    except (ValueError, binascii.Error):
        place = None
    if place is None or place.created_at.tzinfo is None:
        message = Text("请用上一页 next 里的地址。", "Use the address in the previous page's next.")
        raise invalid([FieldError("after", message)])
    return place
