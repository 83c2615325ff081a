"""A calendar as it is kept and exchanged: years by their notices, office hours, closures of this office."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

from services.ledger.domain.working_calendar import (
    LUNCH,
    OFFICE_CLOSES,
    OFFICE_OPENS,
    Holiday,
    WorkingCalendar,
    Year,
    assemble,
    shipped_years,
)

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Office:
    """When the office is open. `lunch` None: somebody is always there."""

    opens: time = OFFICE_OPENS
    closes: time = OFFICE_CLOSES
    lunch: tuple[time, time] | None = LUNCH
    source: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which this office is closed, both included."""

    first: date
    last: date
    zh: str
    en: str

    def days(self) -> Iterator[date]:
        """Each of them, in order."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one file changes; None and empty leave things as they are. Closures replace all there were."""

    years: Sequence[Year] = ()
    office: Office | None = None
    closures: Sequence[Closure] | None = None


@dataclass(frozen=True)
class CalendarDocument:
    """The whole of one version."""

    years: Mapping[int, Year]
    office: Office = field(default_factory=Office)
    closures: Sequence[Closure] = ()

    def amended(self, by: Amendment) -> "CalendarDocument":
        """The next version: years replaced or added, office hours and closures where given."""
        return replace(
            self,
            years={**self.years, **{year.year: year for year in by.years}},
            office=by.office or self.office,
            closures=self.closures if by.closures is None else tuple(by.closures),
        )

    @property
    def version(self) -> str:
        """The same for the same content."""
        text = json.dumps(as_plain(self), ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        return f"cn-{min(self.years)}-{max(self.years)}-{digest}"

    def calendar(self, version: str) -> WorkingCalendar:
        """Ready to count with."""
        bare = assemble(self.years.values(), version=version)
        closed = {day: Holiday(each.zh, each.en) for each in self.closures for day in each.days()}
        office = self.office
        return replace(
            bare, opens=office.opens, closes=office.closes, lunch=office.lunch, closures=closed
        )


def shipped(closes: time = OFFICE_CLOSES) -> tuple[CalendarDocument, str]:
    """What comes with this version of the software, and its version."""
    years, version = shipped_years()
    lunch = LUNCH if closes > LUNCH[1] else None
    office = Office(closes=closes, lunch=lunch)
    return CalendarDocument({year.year: year for year in years}, office), version


def announced_since(document: CalendarDocument) -> Amendment:
    """The years that this version of the software knows the notice of and the document does not yet."""
    years, _ = shipped_years()
    known = {year.year for year in document.years.values() if year.announced}
    return Amendment([year for year in years if year.announced and year.year not in known])


def as_plain(document: CalendarDocument) -> Plain:
    """As JSON keeps it; years in order, spans of days as first and last."""
    office = document.office
    return {
        "years": [_plain_year(document.years[year]) for year in sorted(document.years)],
        "office": {
            "opens": office.opens.isoformat("minutes"),
            "closes": office.closes.isoformat("minutes"),
            "lunch": [each.isoformat("minutes") for each in office.lunch or ()],
            "source": office.source,
        },
        "closures": [
            {"first": c.first.isoformat(), "last": c.last.isoformat(), "zh": c.zh, "en": c.en}
            for c in document.closures
        ],
    }


def from_plain(plain: Plain) -> CalendarDocument:
    """The document that `as_plain` made this of."""
    office = plain["office"]
    lunch = [time.fromisoformat(each) for each in office["lunch"]]
    return CalendarDocument(
        years={year["year"]: _year(year) for year in plain["years"]},
        office=Office(
            opens=time.fromisoformat(office["opens"]),
            closes=time.fromisoformat(office["closes"]),
            lunch=(lunch[0], lunch[1]) if lunch else None,
            source=office["source"],
        ),
        closures=tuple(
            Closure(date.fromisoformat(c["first"]), date.fromisoformat(c["last"]), c["zh"], c["en"])
            for c in plain["closures"]
        ),
    )


def spans(days: Mapping[date, Holiday]) -> list[Closure]:
    """Days off as spans of the same name, in order."""
    found: list[Closure] = []
    for day in sorted(days):
        name = days[day]
        last = found[-1] if found else None
        if (
            last
            and last.last + timedelta(days=1) == day
            and (last.zh, last.en) == (name.zh, name.en)
        ):
            found[-1] = replace(last, last=day)
        else:
            found.append(Closure(day, day, name.zh, name.en))
    return found


def _plain_year(year: Year) -> Plain:
    return {
        "year": year.year,
        "announced": year.announced,
        "sources": list(year.sources),
        "make_up": [day.isoformat() for day in sorted(year.make_up_days)],
        "off": [
            {"first": s.first.isoformat(), "last": s.last.isoformat(), "zh": s.zh, "en": s.en}
            for s in spans(year.holidays)
        ],
    }


def _year(plain: Plain) -> Year:
    off = [
        Closure(date.fromisoformat(s["first"]), date.fromisoformat(s["last"]), s["zh"], s["en"])
        for s in plain["off"]
    ]
    return Year(
        year=plain["year"],
        announced=plain["announced"],
        holidays={day: Holiday(span.zh, span.en) for span in off for day in span.days()},
        make_up_days=frozenset(date.fromisoformat(day) for day in plain["make_up"]),
        sources=tuple(plain["sources"]),
    )
