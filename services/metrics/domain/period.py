"""Spans of days that figures are counted over. Days are China's; a span includes its last day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


class Grain(StrEnum):
    """How finely a span is cut for a chart."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of the first day to the end of the last."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The moment it begins."""
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """The moment after its last one."""
        return midnight(self.last + ONE_DAY)

    @property
    def days(self) -> int:
        """How many days it has, the first and the last included."""
        return (self.last - self.first).days + 1

    def until(self, now: datetime) -> datetime:
        """Its end, or the present moment while it has not ended."""
        return min(self.end, now)

    def before(self) -> "Period":
        """The span of the same length that ends the day before this one begins."""
        return Period(self.first - timedelta(days=self.days), self.first - ONE_DAY)

    def grain(self) -> Grain:
        """Days up to six weeks, weeks up to a year and a half, then months."""
        if self.days <= 42:
            return Grain.DAY
        return Grain.WEEK if self.days <= 550 else Grain.MONTH

    def steps(self, grain: Grain) -> list[date]:
        """The first day of each day, week (Monday) or month that it touches, in order."""
        steps = [beginning(self.first, grain)]
        while (following := next_step(steps[-1], grain)) <= self.last:
            steps.append(following)
        return steps


def midnight(day: date) -> datetime:
    """The moment a day begins in China."""
    return datetime.combine(day, time(), ZONE)


def today(now: datetime) -> date:
    """The day it is in China."""
    return now.astimezone(ZONE).date()


def beginning(day: date, grain: Grain) -> date:
    """The first day of the day's week or month; the day itself."""
    if grain is Grain.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain is Grain.MONTH else day


def next_step(day: date, grain: Grain) -> date:
    """The beginning of the next day, week or month, for a beginning."""
    if grain is Grain.MONTH:
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day + (timedelta(days=7) if grain is Grain.WEEK else ONE_DAY)
