"""Figures as people say them: durations, shares, changes, periods."""

from datetime import date

from services.metrics.domain.period import Period
from services.metrics.indicators.indicator import Kind, Value
from shared.language import Text

NONE = Text("–", "–")


def duration(hours: float | None) -> Text:
    """`不到 1 分钟`, `35 分钟`, `5.2 小时`, `3.4 天`; a dash for None. Days are of 24 hours."""
    if hours is None:
        return NONE
    if round(hours, 1) >= 48:
        return Text(f"{hours / 24:,.1f} 天", f"{hours / 24:,.1f} days")
    if round(hours * 60) < 60:
        minutes = round(hours * 60)
        if minutes < 1:
            return Text("不到 1 分钟", "under 1 min")
        return Text(f"{minutes} 分钟", f"{minutes} min")
    return Text(f"{hours:.1f} 小时", f"{hours:.1f} h")


def share(value: float | None) -> Text:
    """`99.3%`; a dash for None. Never rounded up to 100 nor down to 0."""
    if value is None:
        return NONE
    percent = value * 100
    if 0 < percent < 0.05 or 99.95 <= percent < 100:
        words = "<0.1%" if percent < 1 else ">99.9%"
    else:
        words = f"{percent:.0f}%" if percent in (0, 100) else f"{percent:.1f}%"
    return Text(words, words)


def reduction(value: float | None) -> Text:
    """`减 40.0%`, `down 40.0%`; `增 5.0%`, `up 5.0%` where it became more; a dash for None."""
    if value is None:
        return NONE
    if not value:
        return Text("不变", "unchanged")
    words = share(abs(value))
    return Text(f"减 {words.zh}", f"down {words.en}") if value > 0 else _more(words)


def _more(words: Text) -> Text:
    return Text(f"增 {words.zh}", f"up {words.en}")


def days(count: float | None) -> Text:
    """`当天`, `2 天`, `1 day`, `2.5 days`; a dash for None."""
    if count is None:
        return NONE
    if not count:
        return Text("当天", "same day")
    return Text(f"{count:g} 天", f"{count:g} day" + ("" if count == 1 else "s"))


def number(count: float | None) -> Text:
    """`1,204`; a dash for None."""
    words = "–" if count is None else f"{count:,.0f}"
    return Text(words, words)


def value(kind: Kind, figure: Value) -> Text:
    """The value in the words of its kind."""
    if kind is Kind.SHARE:
        return share(figure.value)
    if kind is Kind.REDUCTION:
        return reduction(figure.value)
    if kind is Kind.DAYS:
        return days(figure.value)
    return duration(figure.value) if kind is Kind.HOURS else number(figure.value)


def cases(count: float) -> Text:
    """`3 件`, `1 case`, `3 cases`."""
    return Text(f"{count:,.0f} 件", f"{count:,.0f} case" + ("" if count == 1 else "s"))


def period(span: Period) -> Text:
    """`2026年10月25日至11月23日`, `25 October to 23 November 2026`; one day is said once."""
    if span.first == span.last:
        return Text(_zh(span.last, with_year=True), _en(span.last, with_year=True))
    same = span.first.year == span.last.year
    return Text(
        f"{_zh(span.first, with_year=True)}至{_zh(span.last, with_year=not same)}",
        f"{_en(span.first, with_year=not same)} to {_en(span.last, with_year=True)}",
    )


def _zh(day: date, *, with_year: bool) -> str:
    return (f"{day.year}年" if with_year else "") + f"{day.month}月{day.day}日"


def _en(day: date, *, with_year: bool) -> str:
    return f"{day.day} {day:%B}" + (f" {day.year}" if with_year else "")
