"""The officers' pages: lists of notices, one notice with its attempts, and sending again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.notifier.domain.masking import mask_address
from services.notifier.domain.message import Message
from services.notifier.domain.notice import Notice, Person
from services.notifier.entrypoints import advice, words
from services.notifier.entrypoints.asking import (
    READERS,
    SENDERS,
    read_choice,
    read_filter,
    read_notice_id,
    read_number,
    reader_of,
)
from services.notifier.entrypoints.own_words import in_words
from services.notifier.entrypoints.refusals import not_to_be_sent
from services.notifier.handlers.lists import NoticeFilter, Reader, Reading, Tab
from services.notifier.handlers.send_again import (
    MAY_BE_SENT_AGAIN,
    NotToBeSent,
    SendAgain,
    SendingAgain,
    UnknownNotice,
)
from shared.web.body import read_form
from shared.web.common_problems import not_found
from shared.web.pages import Pages
from shared.web.session import current_officer, require

PAGE_SIZE = 50
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Desk:
    """What pages and programs work with."""

    reading: Reading
    sending_again: SendingAgain
    compose: Callable[[Notice], Message]
    quiet_until: Callable[[], datetime | None]
    """When the quiet hours end; None while people may be disturbed."""


class NoticePages:
    """All under `/notices`; a head of unit sees the notices to the unit's own people."""

    def __init__(self, pages: Pages, desk: Desk) -> None:
        self._pages, self._desk = pages, desk

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/notices", self.notices),
            Route("/notices/send-again", self.send_all_again, methods=["POST"]),
            Route("/notices/{notice_id}", self.notice),
            Route("/notices/{notice_id}/retry", self.send_again, methods=["POST"]),
        ]

    @require(*READERS)
    async def notices(self, request: Request) -> Response:
        """A list; without a tab asked for, the first one that needs somebody."""
        officer = current_officer(request)
        reader, asked = reader_of(officer), read_filter(request.query_params)
        counts = await self._desk.reading.counts(reader, asked)
        urgent = (tab for tab in (Tab.FAILED, Tab.UNCERTAIN, Tab.NOBODY) if counts[tab])
        tab = read_choice(request.query_params, "tab", Tab, next(urgent, Tab.DELIVERED))
        number_of_pages = max(1, -(-counts[tab] // PAGE_SIZE))
        page = min(read_number(request.query_params, "page", 1, MOST_PAGES), number_of_pages)
        return self._pages.render(
            request,
            "notices.html",
            tab=tab,
            counts=counts,
            asked=asked,
            rows=await self._rows(reader, tab, asked, (page - 1) * PAGE_SIZE),
            page=page,
            pages=number_of_pages,
            units=[] if reader.unit is not None else await self._desk.reading.units(),
            may_send=officer.has(*SENDERS),
            quiet_until=self._desk.quiet_until(),
            sent=request.query_params.get("sent", ""),
            said=words,
            in_words=in_words,
        )

    @require(*READERS)
    async def notice(self, request: Request) -> Response:
        """One notice: how it stands, what to do, every attempt, and its words."""
        officer = current_officer(request)
        notice_id = read_notice_id(request.path_params["notice_id"])
        whole = await self._desk.reading.whole(reader_of(officer), notice_id)
        if whole is None:
            raise not_found()
        return self._pages.render(
            request,
            "notice.html",
            listed=whole.listed,
            whole=whole,
            message=self._desk.compose(whole.notice),
            address=_address(whole.notice.recipient),
            may_send=officer.has(*SENDERS) and whole.listed.state in MAY_BE_SENT_AGAIN,
            asked="asked" in request.query_params,
            advice=advice.advice(whole),
            answer_of=advice.answer_of,
            said=words,
            in_words=in_words,
        )

    @require(*SENDERS)
    async def send_again(self, request: Request) -> Response:
        """The button on a notice's page."""
        notice_id = read_notice_id(request.path_params["notice_id"])
        try:
            await self._desk.sending_again.one(
                SendAgain(notice_id, current_officer(request).staff_id)
            )
        except UnknownNotice:
            raise not_found() from None
        except NotToBeSent as error:
            raise not_to_be_sent(error.state) from None
        return RedirectResponse(f"/notices/{notice_id}?asked=1", status_code=303)

    @require(*SENDERS)
    async def send_all_again(self, request: Request) -> Response:
        """The button above the list of failures: all that fit its filter."""
        form = await read_form(request)
        asked = read_filter({name: str(value) for name, value in form.items()})
        count = await self._desk.sending_again.all_failed(asked, current_officer(request).staff_id)
        return RedirectResponse(f"/notices?tab=waiting&sent={count}", status_code=303)

    async def _rows(
        self, reader: Reader, tab: Tab, asked: NoticeFilter, offset: int
    ) -> list[object]:
        if tab is Tab.NOBODY:
            return [*await self._desk.reading.calls(reader, PAGE_SIZE, offset)]
        return [*await self._desk.reading.page(reader, tab, asked, PAGE_SIZE, offset)]


def _address(person: Person) -> str:
    """The recipient's mail address, masked; empty when there is none."""
    return mask_address(person.email) if person.email else ""
