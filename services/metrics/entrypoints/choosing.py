"""Reads from an address which figures, which part of a share, which page of a list."""

from starlette.datastructures import QueryParams

from services.metrics.indicators import BY_CODE, INDICATORS
from services.metrics.indicators.indicator import Indicator, Part
from shared.language import Text
from shared.web.common_problems import invalid
from shared.web.problems import FieldError


def read_indicator(query: QueryParams) -> Indicator:
    """The one figure a list is about. Raises the 422 problem when there is no such figure."""
    return _indicator(query.get("figure", ""))


def read_indicators(query: QueryParams) -> list[Indicator]:
    """The figures asked for, in their usual order; all of them when none is named.

    `figure` may be given several times, or several codes by comma. Raises the 422 problem for a
    code that does not exist.
    """
    codes = [code.strip() for value in query.getlist("figure") for code in value.split(",")]
    wanted = {_indicator(code).code for code in codes if code}
    return [each for each in INDICATORS if not wanted or each.code in wanted]


def read_part(query: QueryParams) -> Part:
    """Which of the cases behind a share; all of them for anything else."""
    value = query.get("part", "")
    return Part(value) if value in list(Part) else Part.ALL


def read_page(query: QueryParams) -> int:
    """Counts from 1; anything that is no page is the first."""
    value = query.get("page", "")
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _indicator(code: str) -> Indicator:
    if code in BY_CODE:
        return BY_CODE[code]
    message = Text(
        "没有这个指标：{code}。有：{known}。", "There is no figure {code}. There are: {known}."
    )
    words = message.format(code=code[:64] or "–", known=", ".join(BY_CODE))
    raise invalid([FieldError("figure", words)])
