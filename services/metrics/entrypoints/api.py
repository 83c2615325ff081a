"""The JSON API and its CSV: the page's figures with numerators, denominators and groups."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.metrics.domain.period import ZONE
from services.metrics.domain.scope import By
from services.metrics.entrypoints.asking import Asked, read_asked, read_division
from services.metrics.entrypoints.choosing import read_indicators
from services.metrics.entrypoints.names import Names, read_names
from services.metrics.entrypoints.words import MEASURES
from services.metrics.handlers.compute_figures import Figure, compute_figures
from services.metrics.handlers.ports import Records
from services.metrics.indicators.indicator import Value
from shared.clock import Clock
from shared.language import Language, Text
from shared.web.language import language_of
from shared.web.session import require


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures, what was asked, and the names of the groups."""

    asked: Asked
    by: By | None
    figures: Sequence[Figure]
    names: Names

    def name_of(self, value: Value) -> Text | None:
        """The group's name; None for the whole."""
        if self.by is None or value.group is None:
            return None
        return self.names.of(self.by, value.group)


class FigureApi:
    """For programs of the office, with an officer's token."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records, self._clock = records, clock

    def routes(self) -> list[Route]:
        """`/api/v1/figures`, and the same as CSV."""
        return [
            Route("/api/v1/figures", self.as_json),
            Route("/api/v1/figures.csv", self.as_csv),
        ]

    @require()
    async def as_json(self, request: Request) -> Response:
        """Figures, whole or divided (`by=`)."""
        answer = await self._answer(request)
        body = in_json(answer, language_of(request))
        return JSONResponse(body, headers={"cache-control": "no-store"})

    @require()
    async def as_csv(self, request: Request) -> Response:
        """The same as a table that a spreadsheet opens: UTF-8 with byte order mark, CRLF."""
        answer = await self._answer(request)
        period = answer.asked.scope.period
        name = f"figures-{period.first}-{period.last}.csv"
        return Response(
            in_csv(answer, language_of(request)).encode("utf-8-sig"),
            media_type="text/csv",
            headers={
                "content-disposition": f'attachment; filename="{name}"',
                "cache-control": "no-store",
            },
        )

    async def _answer(self, request: Request) -> Answer:
        query = request.query_params
        by, indicators = read_division(query), read_indicators(query)
        async with self._records.snapshot() as connection:
            names = await read_names(self._records, connection)
            extent = await self._records.received_between(connection)
            asked = read_asked(query, self._clock.now(), names, extent[0] if extent else None)
            figures = await compute_figures(connection, indicators, asked.scope, by)
        return Answer(asked, by, figures, names)


def in_json(answer: Answer, language: Language) -> dict[str, object]:
    """The body; moments in UTC, days in China, shares between 0 and 1, durations in hours."""
    scope, filters = answer.asked.scope, answer.asked.scope.filters
    return {
        "counted_at": scope.now.isoformat(),
        "time_zone": ZONE.key,
        "period": {
            "name": answer.asked.preset,
            "from": scope.period.first.isoformat(),
            "to": scope.period.last.isoformat(),
        },
        "filters": {
            "unit": filters.unit,
            "category": filters.category,
            "channel": filters.channel,
        },
        "by": answer.by,
        "figures": [_figure(answer, figure, language) for figure in answer.figures],
    }


def _figure(answer: Answer, figure: Figure, language: Language) -> dict[str, object]:
    indicator = figure.indicator
    return {
        "code": indicator.code,
        "name": indicator.name.in_(language),
        "kind": indicator.kind,
        "formula": indicator.definition.formula.in_(language),
        "source": indicator.definition.source.in_(language),
        "values": [_value(answer, value, language) for value in figure.values],
    }


def _value(answer: Answer, value: Value, language: Language) -> dict[str, object]:
    name = answer.name_of(value)
    return {
        "group": value.group,
        "name": name.in_(language) if name else None,
        "value": value.value,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "n": value.n,
        "p90": value.p90,
        "rejected": value.rejected,
    }


HEADS = (
    Text("指标代码", "figure"),
    Text("指标", "name"),
    Text("分组代码", "group"),
    Text("分组", "group name"),
    Text("数值（用时为中位数）", "value (median of hours, days)"),
    Text("计量", "measure"),
    Text("分子", "numerator"),
    Text("分母", "denominator"),
    Text("件数 n", "n"),
    Text("P90（小时、天）", "p90 (hours, days)"),
    Text("剔除", "rejected"),
    Text("起", "from"),
    Text("止", "to"),
)


def in_csv(answer: Answer, language: Language) -> str:
    """One line a value, heads in the language; an empty cell is a value that does not exist."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([head.in_(language) for head in HEADS])
    for figure in answer.figures:
        for value in figure.values:
            writer.writerow(_cells(answer, figure, value, language))
    return text.getvalue()


def _cells(answer: Answer, figure: Figure, value: Value, language: Language) -> list[object]:
    name, period = answer.name_of(value), answer.asked.scope.period
    return [
        figure.indicator.code,
        figure.indicator.name.in_(language),
        value.group,
        name.in_(language) if name else None,
        value.value,
        MEASURES[figure.indicator.kind].in_(language),
        value.numerator,
        value.denominator,
        value.n,
        value.p90,
        value.rejected,
        period.first,
        period.last,
    ]
