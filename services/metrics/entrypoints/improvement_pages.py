"""The page of the four reductions and the other ledgers, and the entries behind one of its figures."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.metrics.entrypoints.choosing import read_indicator, read_page, read_part
from services.metrics.entrypoints.improvements import read_improvements
from services.metrics.entrypoints.names import read_names
from services.metrics.entrypoints.pages import PAGE_SIZE, FigurePages, Window, words_about
from services.metrics.entrypoints.words import PARTS
from services.metrics.handlers.compute_figures import Figure
from services.metrics.indicators.indicator import Kind, Part
from shared.web.common_problems import not_found
from shared.web.session import require

FEN = 100
"""In a yuan."""


class ImprovementPages(FigurePages):
    """Any officer may read them; who may see an entry itself, the ledger decides."""

    def routes(self) -> list[Route]:
        """Beside the dashboard."""
        return [
            Route("/figures/improvements", self.improvements),
            Route("/figures/entries", self.entries),
        ]

    @require()
    async def improvements(self, request: Request) -> Response:
        """四减一优化 and the ledgers beside the tasks, over a period."""
        async with self._records.snapshot() as connection:
            names = await read_names(self._records, connection)
            asked, _ = await self._asked(connection, request, names)
            return self._pages.render(
                request,
                "improvements.html",
                asked=asked,
                board=await read_improvements(connection, asked, names),
                amount=_amount,
                **words_about(asked, names),
            )

    @require()
    async def entries(self, request: Request) -> Response:
        """The entries behind one figure, page by page."""
        indicator = read_indicator(request.query_params)
        part = read_part(request.query_params) if indicator.kind is Kind.SHARE else Part.ALL
        listing = indicator.listing(part)
        if listing is None or listing.of_cases:
            raise not_found()
        async with self._records.snapshot() as connection:
            names = await read_names(self._records, connection)
            asked, _ = await self._asked(connection, request, names)
            count = await self._records.count_behind(connection, listing, asked.scope)
            window = Window(count, read_page(request.query_params))
            rows = await self._records.entries(
                connection, listing, asked.scope, PAGE_SIZE, window.offset
            )
        return self._pages.render(
            request,
            "entries.html",
            indicator=indicator,
            part=part,
            part_words=PARTS[part],
            parts=list(PARTS.items()) if indicator.kind is Kind.SHARE else [],
            has_words=indicator.kind is Kind.REDUCTION,
            has_hours=listing.hours is not None,
            window=window,
            rows=rows,
            asked=asked,
            **words_about(asked, names),
        )


def _amount(figure: Figure, count: int | None) -> str:
    """A sum before or after; fees in yuan."""
    if figure.indicator.code != "fees_reduced":
        return f"{count or 0:,}"
    return f"{(count or 0) / FEN:,.2f}"
