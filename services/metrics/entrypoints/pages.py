"""The pages: the dashboard, the cases behind a figure, definitions, messages put aside."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.metrics.domain.period import Period, today
from services.metrics.domain.scope import By
from services.metrics.entrypoints import spoken
from services.metrics.entrypoints.asking import Asked, read_asked
from services.metrics.entrypoints.choosing import read_indicator, read_page, read_part
from services.metrics.entrypoints.dashboard import read_dashboard
from services.metrics.entrypoints.names import Names, read_names
from services.metrics.entrypoints.words import PARTS, PERIODS, STATES
from services.metrics.handlers.ports import Records
from services.metrics.indicators import INDICATORS
from services.metrics.indicators.indicator import Kind, Listing, Part
from shared.clock import Clock
from shared.web.common_problems import not_found
from shared.web.pages import Pages
from shared.web.session import Officer, Role, current_officer, require

PAGE_SIZE = 50
CITY_WIDE = (Role.DISPATCHER, Role.SUPERVISOR, Role.AUDITOR)
"""Roles that see every unit's cases."""


@dataclass(frozen=True, slots=True)
class Window:
    """One page of a list; a page beyond the last is the last."""

    count: int
    asked: int

    @property
    def pages(self) -> int:
        """At least one."""
        return max(1, -(-self.count // PAGE_SIZE))

    @property
    def page(self) -> int:
        """Counts from 1."""
        return min(self.asked, self.pages)

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * PAGE_SIZE


class FigurePages:
    """Any officer reads the figures of all units; case by case, a unit sees its own."""

    def __init__(self, pages: Pages, records: Records, clock: Clock) -> None:
        self._pages, self._records, self._clock = pages, records, clock

    def routes(self) -> list[Route]:
        """All under `/figures`."""
        return [
            Route("/figures", self.dashboard),
            Route("/figures/cases", self.cases),
            Route("/figures/definitions", self.definitions),
            Route("/figures/parked", self.parked),
        ]

    @require()
    async def dashboard(self, request: Request) -> Response:
        """The whole picture of a period."""
        async with self._records.snapshot() as connection:
            names = await read_names(self._records, connection)
            asked, extent = await self._asked(connection, request, names)
            if asked.preset and {"from", "to"} & request.query_params.keys():
                return RedirectResponse(f"/figures?{asked.query()}", status_code=303)
            return self._pages.render(
                request,
                "figures.html",
                asked=asked,
                names=names,
                extent=extent,
                board=await read_dashboard(connection, asked, names),
                rebuilding=await self._records.rebuilding_since(connection),
                **words_about(asked, names),
            )

    @require()
    async def cases(self, request: Request) -> Response:
        """The cases behind one figure, page by page."""
        indicator = read_indicator(request.query_params)
        part = read_part(request.query_params) if indicator.kind is Kind.SHARE else Part.ALL
        listing = indicator.listing(part)
        if listing is None or not listing.of_cases:
            raise not_found()
        async with self._records.snapshot() as connection:
            names = await read_names(self._records, connection)
            asked, _ = await self._asked(connection, request, names)
            asked, listing = within(current_officer(request), asked, listing)
            count = await self._records.count_behind(connection, listing, asked.scope)
            window = Window(count, read_page(request.query_params))
            rows = await self._records.cases(
                connection, listing, asked.scope, PAGE_SIZE, window.offset
            )
        return self._pages.render(
            request,
            "cases.html",
            indicator=indicator,
            part=part,
            part_words=PARTS[part],
            parts=list(PARTS.items()) if indicator.kind is Kind.SHARE else [],
            has_hours=listing.hours is not None,
            window=window,
            rows=rows,
            states=STATES,
            limited=not current_officer(request).has(*CITY_WIDE),
            asked=asked,
            **words_about(asked, names),
        )

    @require()
    async def definitions(self, request: Request) -> Response:
        """How each figure is made."""
        return self._pages.render(request, "definitions.html", indicators=INDICATORS)

    @require()
    async def parked(self, request: Request) -> Response:
        """Messages that services put aside, the latest first."""
        async with self._records.snapshot() as connection:
            count = await self._records.count_parked(connection)
            window = Window(count, read_page(request.query_params))
            rows = await self._records.parked(connection, PAGE_SIZE, window.offset)
        return self._pages.render(request, "parked.html", rows=rows, window=window)

    async def _asked(
        self, connection: AsyncConnection, request: Request, names: Names
    ) -> tuple[Asked, Period | None]:
        """What is asked, and from when to when complaints were received at all."""
        extent = await self._records.received_between(connection)
        asked = read_asked(
            request.query_params, self._clock.now(), names, extent[0] if extent else None
        )
        return asked, Period(today(extent[0]), today(extent[1])) if extent else None


def within(officer: Officer, asked: Asked, listing: Listing) -> tuple[Asked, Listing]:
    """The same question, limited to what the officer may see case by case.

    A unit is not told how a confidential complaint came in, which would tell who came to which desk when.
    """
    if officer.has(*CITY_WIDE):
        return asked, listing
    filters = replace(asked.scope.filters, unit=officer.unit or "")
    if filters.channel:
        open_ones = f"({listing.condition}) AND confidential IS NOT TRUE"
        listing = replace(listing, condition=open_ones)
    return replace(asked, scope=replace(asked.scope, filters=filters)), listing


def words_about(asked: Asked, names: Names) -> dict[str, Any]:
    """What the templates need to speak about what was asked."""
    filters = asked.scope.filters
    chosen = [(By.UNIT, filters.unit), (By.CATEGORY, filters.category)]
    chosen.append((By.CHANNEL, filters.channel))
    return {
        "spoken": spoken,
        "periods": list(PERIODS.items()),
        "chosen": [names.of(by, code) for by, code in chosen if code],
        "options": {by.value: names.options(by, code) for by, code in chosen},
        "name_of": lambda by, code: names.of(By(by), code or "-"),
        "Part": Part,
    }
