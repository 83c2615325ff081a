"""Hours of the day in which nobody is disturbed: what falls into them waits for their end."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of day to another, over midnight when the end is the earlier; local times."""

    start: time
    end: time

    def covers(self, moment: datetime) -> bool:
        """Whether the moment, given in local time, lies inside; the end itself does not.

        >>> QuietHours(time(21), time(8)).covers(datetime(2026, 11, 23, 7, 59))
        True
        """
        at = moment.time()
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def over(self, moment: datetime) -> datetime:
        """When the quiet hours that cover the moment end; the moment itself when none do."""
        if not self.covers(moment):
            return moment
        ending = moment.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return ending if ending > moment else ending + timedelta(days=1)


def parse_quiet_hours(text: str) -> QuietHours | None:
    """`21:00-08:00`; None for an empty text. Raises ValueError for anything else.

    >>> parse_quiet_hours("21:00-08:00")
    QuietHours(start=datetime.time(21, 0), end=datetime.time(8, 0))
    """
    if not text.strip():
        return None
    start, _, end = text.partition("-")
    return QuietHours(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))
