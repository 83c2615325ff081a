"""Reads from an address what is asked: period, filters, division, figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from services.metrics.domain.period import Period, today
from services.metrics.domain.presets import EVERYTHING, PRESETS, USUAL, preset
from services.metrics.domain.scope import By, Filters, Scope
from services.metrics.entrypoints.names import Names
from services.metrics.entrypoints.words import DIVISIONS
from shared.language import Text
from shared.web.common_problems import invalid
from shared.web.problems import FieldError

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and how to ask it again."""

    scope: Scope
    preset: str | None
    """The period's name; None when it was given by its days."""

    def query(self, **changes: str | None) -> str:
        """The query string of an address that asks the same, with changes; None removes a value.

        A change of `period` takes the place of days.
        """
        filters, period = self.scope.filters, self.scope.period
        days = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        is_named = self.preset or changes.get("period")
        values: dict[str, str | None] = {
            **({"period": self.preset} if is_named else days),
            "unit": filters.unit,
            "category": filters.category,
            "channel": filters.channel,
            **changes,
        }
        return urlencode({key: value for key, value in values.items() if value})


def read_asked(query: Query, now: datetime, names: Names, earliest: datetime | None) -> Asked:
    """Period and filters. Raises the 422 problem that names each value that cannot be used."""
    errors: list[FieldError] = []
    first, last = _day(query, "from", errors), _day(query, "to", errors)
    filters = _filters(query, names, errors)
    chosen = query.get("period") or USUAL
    if chosen not in (*PRESETS, EVERYTHING):
        errors.append(_wrong("period", Text("没有这个时段。", "There is no such period.")))
    if first and last and first > last:
        errors.append(_wrong("to", _TURNED_ROUND))
    if errors:
        raise invalid(errors)
    began = today(earliest) if earliest else None
    named = preset(chosen, today(now), began)
    given = _given(first, last, today(now), began)
    if given is None or (given == named and query.get("period")):
        return Asked(Scope(named, now, filters), chosen)
    return Asked(Scope(given, now, filters), None)


def read_division(query: Query) -> By | None:
    """What to divide by; None for the whole. Raises the 422 problem for anything else."""
    value = query.get("by")
    if not value:
        return None
    try:
        return By(value)
    except ValueError:
        known = "、".join(DIVISIONS), ", ".join(DIVISIONS)
        message = Text(f"可以按这些分组：{known[0]}。", f"Figures can be divided by {known[1]}.")
        raise invalid([_wrong("by", message)]) from None


_TURNED_ROUND = Text("结束日期应不早于开始日期。", "The last day must not be before the first.")


def _given(first: date | None, last: date | None, now: date, began: date | None) -> Period | None:
    """A side left open reaches to today, or back to the first complaint."""
    if first is None and last is None:
        return None
    last = last or max(now, first or now)
    return Period(first or min(began or last, last), last)


def _day(query: Query, name: str, errors: list[FieldError]) -> date | None:
    value = query.get(name, "").strip()
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = date.min
    if not 1990 <= day.year <= 2100:
        errors.append(
            _wrong(
                name,
                Text(
                    "请写成 2026-11-23 这样的日期，1990 年至 2100 年之间。",
                    "Write a date like 2026-11-23, between the years 1990 and 2100.",
                ),
            )
        )
        return None
    return day


def _filters(query: Query, names: Names, errors: list[FieldError]) -> Filters:
    chosen = {by: query.get(by.value) or None for by in (By.UNIT, By.CATEGORY, By.CHANNEL)}
    for by, code in chosen.items():
        if code and not names.knows(by, code):
            thing = DIVISIONS[by]
            message = Text("没有这个{thing}：{code}。", "There is no {thing} {code}.")
            errors.append(
                _wrong(
                    by.value,
                    message.format(thing=Text(thing.zh, thing.en.lower()), code=code[:64]),
                )
            )
    return Filters(chosen[By.UNIT], chosen[By.CATEGORY], chosen[By.CHANNEL])


def _wrong(field: str, message: Text) -> FieldError:
    return FieldError(field, message)
