"""How a day that something is due on looks from today: colour and words for who reads a board."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DueLight:
    """`colour`: green, amber (today or tomorrow), red (passed), done."""

    colour: str
    zh: str
    en: str


def due_light(due_on: date, today: date) -> DueLight:
    """In calendar days; the last good day itself is not late."""
    left = (due_on - today).days
    if left < 0:
        return DueLight("red", f"超期 {-left} 天", f"{_days(-left)} late")
    if left == 0:
        return DueLight("amber", "今天到期", "due today")
    return DueLight("amber" if left == 1 else "green", f"还剩 {left} 天", f"{_days(left)} left")


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
