"""Which days are worked: weekends, days off, make-up working days, and when the office closes.

The facts are files in `calendar_data/`, one a year. Source for how days are counted: Civil Code of
the People's Republic of China §201 (the day itself is not counted) and §203 (a time limit that ends in
office hours ends when business stops).
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
OFFICE_OPENS = time(9)
OFFICE_CLOSES = time(17, 30)
LUNCH = (time(12), time(13, 30))
CALENDAR_DATA = Path(__file__).parent / "calendar_data"
NOTICE_REACHES_BACK = timedelta(days=6)
"""A New Year's notice may rearrange the last days of the December before (2006, 2007, 2011, 2018, 2022)."""
FARTHEST = timedelta(days=366 * 3)


class DayKind(StrEnum):
    """What a day is to an office."""

    WORKING = "working"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Holiday:
    """What a day off is called."""

    zh: str
    en: str


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """A calendar as data; compared by identity, so that results can be kept by calendar."""

    version: str
    holidays: Mapping[date, Holiday]
    make_up_days: frozenset[date]
    announced_years: frozenset[int]
    closes: time = OFFICE_CLOSES
    zone: ZoneInfo = CHINA
    opens: time = OFFICE_OPENS
    lunch: tuple[time, time] | None = LUNCH
    """When the office is empty in the middle of the day; None where somebody is always there."""
    closures: Mapping[date, Holiday] = field(default_factory=dict)
    """Days on which this office alone is closed, whatever the notices say."""
    sources: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The notices of each year; empty for a year that is not announced."""

    def __post_init__(self) -> None:
        hours = (self.opens, *(self.lunch or ()), self.closes)
        if list(hours) != sorted(hours) or self.opens == self.closes:
            raise ValueError("the office opens, goes to lunch, returns and closes in this order")

    def kind(self, day: date) -> DayKind:
        """What the day is. Beyond the data: Monday to Friday."""
        if day in self.closures:
            return DayKind.CLOSED
        if day in self.make_up_days:
            return DayKind.MAKE_UP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WORKING if day.weekday() < 5 else DayKind.WEEKEND

    def is_working_day(self, day: date) -> bool:
        """Whether the office works that day."""
        return self.kind(day) in (DayKind.WORKING, DayKind.MAKE_UP)

    def is_provisional(self, day: date) -> bool:
        """Whether a notice that is not published yet may still change what the day is."""
        years = {day.year, (day + NOTICE_REACHES_BACK).year}
        return not years <= self.announced_years

    def days_after(self, day: date) -> Iterator[date]:
        """Every day after the given one, in order. Raises OverflowError after three years."""
        for offset in range(1, FARTHEST.days):
            yield day + timedelta(days=offset)
        raise OverflowError(f"no working day within {FARTHEST.days} days after {day}")

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is not counted itself; `day` for count 0.

        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError("working days are counted forwards")
        days = self.days_after(day)
        reached = day
        while count:
            reached = next(days)
            count -= self.is_working_day(reached)
        return reached

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        span = (end - start).days
        return sum(
            self.is_working_day(start + timedelta(days=offset)) for offset in range(1, span + 1)
        )

    def local_day(self, moment: datetime) -> date:
        """The civil day of a moment, in the office's zone."""
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """The moment the office closes on a day, aware."""
        return self.moment(day, self.closes)

    def moment(self, day: date, at: time) -> datetime:
        """A time of day in the office's zone, aware."""
        return datetime.combine(day, at, self.zone)

    def next_working_day(self, day: date) -> date:
        """The day itself if the office works then, otherwise the first working day after it."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)


@dataclass(frozen=True, slots=True)
class Year:
    """One year's file."""

    year: int
    announced: bool
    holidays: Mapping[date, Holiday]
    make_up_days: frozenset[date]
    sources: tuple[str, ...]


def read_year(content: str) -> Year:
    """One year's file. Raises KeyError or tomllib.TOMLDecodeError for one that is not in the form."""
    raw = tomllib.loads(content)
    holidays = {
        day: Holiday(span["zh"], span["en"])
        for span in raw.get("off", [])
        for day in _span(span["first"], span["last"])
    }
    return Year(
        year=raw["year"],
        announced=raw["announced"],
        holidays=holidays,
        make_up_days=frozenset(raw["make_up"]),
        sources=tuple(raw["sources"]),
    )


def assemble(
    years: Iterable[Year], *, version: str, closes: time = OFFICE_CLOSES
) -> WorkingCalendar:
    """A calendar of several years; where two speak of one day, the later year's notice holds."""
    ordered = sorted(years, key=lambda year: year.year)
    holidays: dict[date, Holiday] = {}
    make_up: set[date] = set()
    for year in ordered:
        holidays |= year.holidays
        make_up = (make_up - year.holidays.keys()) | year.make_up_days
    return WorkingCalendar(
        version=version,
        holidays={day: name for day, name in holidays.items() if day not in make_up},
        make_up_days=frozenset(make_up),
        announced_years=frozenset(year.year for year in ordered if year.announced),
        sources={year.year: year.sources for year in ordered},
        closes=closes,
        lunch=LUNCH if closes > LUNCH[1] else None,
    )


@lru_cache(maxsize=4)
def official_calendar(closes: time = OFFICE_CLOSES) -> WorkingCalendar:
    """The calendar that comes with this version; its own version is a digest of the files."""
    years, version = shipped_years()
    return assemble(years, version=version, closes=closes)


@lru_cache(maxsize=1)
def shipped_years() -> tuple[tuple[Year, ...], str]:
    """The years that come with this version of the software, and the version they make."""
    texts = [path.read_text("utf-8") for path in sorted(CALENDAR_DATA.glob("*.toml"))]
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:8]
    years = tuple(read_year(text) for text in texts)
    return years, f"cn-{years[0].year}-{years[-1].year}-{digest}"


def _span(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
