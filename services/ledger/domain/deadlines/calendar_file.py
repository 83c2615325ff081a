"""Reads a calendar file: a year's notice, office hours, closures; every fault with its place, or the whole.

The form is that of `calendar_data/`, in TOML; it is documented in the service's README.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from services.ledger.domain.deadlines.calendar_document import Amendment, Closure, Office
from services.ledger.domain.working_calendar import NOTICE_REACHES_BACK, Holiday, Year

LARGEST_CHARACTERS = 200_000
LONGEST_SPAN = 60
_KNOWN = frozenset({"year", "announced", "sources", "make_up", "off", "office", "closure"})
_OF_A_YEAR = frozenset({"announced", "sources", "make_up", "off"})

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CalendarFault:
    """Something wrong. `path` is that of the entry, such as `off[2].last`."""

    path: str
    zh: str
    en: str


class FaultyCalendar(Exception):
    """The file cannot be used; nothing of it was."""

    def __init__(self, faults: Sequence[CalendarFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def read_amendment(text: str) -> Amendment:
    """What a file changes. Raises `FaultyCalendar` with every fault found."""
    raw = _parse(text)
    faults = list(_faults(raw))
    if faults:
        raise FaultyCalendar(faults)
    closures = [_span(each) for each in raw["closure"]] if "closure" in raw else None
    office = _office(raw["office"]) if "office" in raw else None
    return Amendment([_year(raw)] if "year" in raw else (), office, closures)


def _parse(text: str) -> Table:
    if len(text) > LARGEST_CHARACTERS:
        raise FaultyCalendar([CalendarFault("", "文件太大。", "The file is too large.")])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = CalendarFault("", f"不是有效的 TOML：{error}", f"this is not valid TOML: {error}")
        raise FaultyCalendar([fault]) from None


def _faults(raw: Table) -> Iterator[CalendarFault]:
    for key in sorted(raw.keys() - _KNOWN):
        yield CalendarFault(key, f"不认识“{key}”", f"“{key}” is not known here")
    if not raw.keys() & {"year", "office", "closure"}:
        yield CalendarFault(
            "year", "要有 year、office 或 closure", "year, office or closure is needed"
        )
    for key in sorted(_OF_A_YEAR & raw.keys()) if "year" not in raw else ():
        yield CalendarFault(key, "请写明 year", "say which year")
    if "year" in raw:
        yield from _year_faults(raw)
    if "office" in raw:
        yield from _office_faults(raw["office"])
    yield from _span_faults("closure", raw.get("closure", []))


def _year_faults(raw: Table) -> Iterator[CalendarFault]:
    year, off, made_up = raw["year"], raw.get("off", []), raw.get("make_up", [])
    if type(year) is not int or not 2000 <= year <= 2100:
        yield CalendarFault("year", "年份要在 2000 到 2100 之间", "a year between 2000 and 2100")
        return
    if not isinstance(raw.get("announced"), bool):
        yield CalendarFault("announced", "请写 true 或 false", "say true or false")
    elif raw["announced"] and not _are_texts(raw.get("sources")):
        yield CalendarFault("sources", "请写明通知的网址", "name the notice it comes from")
    yield from _span_faults("off", off)
    if not isinstance(made_up, list) or not all(map(_is_day, made_up)):
        yield CalendarFault("make_up", "要是日期的列表", "a list of dates")
        return
    sound = [each for each in off if _is_span(each)] if isinstance(off, list) else []
    yield from _day_faults(year, {day for each in sound for day in _span(each).days()}, made_up)


def _day_faults(year: int, off: set[date], made_up: Sequence[date]) -> Iterator[CalendarFault]:
    for index, day in enumerate(made_up):
        if day in off:
            zh, en = f"{day} 已列为放假", f"{day} is listed as a day off"
            yield CalendarFault(f"make_up[{index}]", zh, en)
    first = date(year, 1, 1) - NOTICE_REACHES_BACK
    for day in sorted({*off, *made_up}):
        if not first <= day <= date(year, 12, 31):
            yield CalendarFault("off", f"{day} 不在 {year} 年", f"{day} is not in {year}")


def _office_faults(office: object) -> Iterator[CalendarFault]:
    if not isinstance(office, dict):
        yield CalendarFault("office", "要写成 [office]", "write it as [office]")
        return
    for key in sorted(office.keys() - {"opens", "closes", "lunch", "source"}):
        yield CalendarFault(f"office.{key}", f"不认识“{key}”", f"“{key}” is not known here")
    lunch = office.get("lunch", [])
    hours = [
        office.get("opens"),
        *(lunch if isinstance(lunch, list) else [None]),
        office.get("closes"),
    ]
    if len(hours) not in (2, 4) or not all(isinstance(each, time) for each in hours):
        zh, en = (
            "请写 opens、closes，lunch 写两个时间或不写",
            "opens and closes; lunch has two times or none",
        )
        yield CalendarFault("office", zh, en)
    elif not isinstance(office.get("source", ""), str):
        yield CalendarFault("office.source", "要是文字", "has to be text")
    elif sorted(set(hours)) != hours:
        yield CalendarFault("office", "时间的先后不对", "the times are not in order")


def _span_faults(name: str, found: object) -> Iterator[CalendarFault]:
    if not isinstance(found, list):
        yield CalendarFault(name, f"要写成 [[{name}]]", f"write it as [[{name}]]")
        return
    for index, each in enumerate(found):
        if not _is_span(each):
            yield CalendarFault(
                f"{name}[{index}]",
                f"要有 first、last（先后对，最多 {LONGEST_SPAN} 天）、zh、en",
                f"first and last in order, at most {LONGEST_SPAN} days, zh and en",
            )


def _is_span(each: object) -> bool:
    if not isinstance(each, dict) or each.keys() != {"first", "last", "zh", "en"}:
        return False
    if not (_is_day(each["first"]) and _is_day(each["last"])):
        return False
    length = each["last"] - each["first"]
    return timedelta() <= length < timedelta(days=LONGEST_SPAN) and _are_texts(
        [each["zh"], each["en"]]
    )


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _are_texts(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, str) and 0 < len(each.strip()) <= 500 for each in value)
    )


def _span(each: Table) -> Closure:
    return Closure(each["first"], each["last"], each["zh"].strip(), each["en"].strip())


def _year(raw: Table) -> Year:
    off = [_span(each) for each in raw.get("off", [])]
    return Year(
        year=raw["year"],
        announced=raw["announced"],
        holidays={day: Holiday(each.zh, each.en) for each in off for day in each.days()},
        make_up_days=frozenset(raw.get("make_up", [])),
        sources=tuple(raw.get("sources", [])),
    )


def _office(raw: Table) -> Office:
    lunch = raw.get("lunch") or None
    return Office(
        raw["opens"], raw["closes"], (lunch[0], lunch[1]) if lunch else None, raw.get("source", "")
    )
