"""The SQL that indicators have in common: five parameters, filters, groups."""

from datetime import datetime
from typing import Any

from services.metrics.domain.period import ZONE
from services.metrics.domain.scope import NOT_SET, By, Scope

START, UNTIL = "$1::timestamptz", "$2::timestamptz"

FILTERED = f"""
{START} IS NOT NULL AND {UNTIL} IS NOT NULL
AND ($3::text IS NULL OR coalesce(unit, '{NOT_SET}') = $3)
AND ($4::text IS NULL OR coalesce(category, '{NOT_SET}') = $4 OR category IN (
  WITH RECURSIVE below AS (
    SELECT code FROM categories WHERE parent = $4
    UNION SELECT categories.code FROM categories JOIN below ON categories.parent = below.code
  ) SELECT code FROM below))
AND ($5::text IS NULL OR coalesce(channel, '{NOT_SET}') = $5)
"""


def parameters(scope: Scope) -> tuple[Any, ...]:
    """In the order of `$1` to `$5`."""
    filters = scope.filters
    return scope.period.start, scope.until, filters.unit, filters.category, filters.channel


def within(moment: str) -> str:
    """Condition: the moment lies in the period, and not in the future."""
    return f"{moment} >= {START} AND {moment} < {UNTIL}"


def group_of(by: By | None, moment: str) -> str:
    """The expression that names a fact's group; NULL for the whole."""
    if by is None:
        return "NULL::text"
    if by.is_time:
        return span_of(by, moment)
    return f"coalesce({by.value}, '{NOT_SET}')"


def span_of(by: By, moment: str) -> str:
    """The beginning of the moment's day, week or month on China's clocks."""
    return f"date_trunc('{by.value}', {moment} AT TIME ZONE '{ZONE.key}')"


def name_of(group: datetime | str | None) -> str | None:
    """A group as it is named in answers: a code, or the first day of a span as `2026-11-23`."""
    return group.date().isoformat() if isinstance(group, datetime) else group
