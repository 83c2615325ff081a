"""Where a list goes on, as an opaque word in an address."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from services.ledger.handlers.lists import Cursor
from shared.language import Text
from shared.web.common_problems import invalid
from shared.web.problems import FieldError


def written(cursor: Cursor) -> str:
    """For `?after=`."""
    plain = f"{cursor.at.isoformat()} {cursor.number}"
    return urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read(word: str | None) -> Cursor | None:
    """What `written` wrote; None for none. Raises the 422 problem for anything else."""
    if not word:
        return None
    try:
        plain = urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode()
        at, _, number = plain.partition(" ")
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise unreadable() from None
    if moment.tzinfo is None or not number or len(number) > 64 or not number.isprintable():
        raise unreadable()
    return Cursor(moment, number)


def unreadable() -> Exception:
    """The 422 problem for a place that is none."""
    words = Text(
        "翻页位置无效，请从第一页开始。",
        "That place in the list is not valid. Start from the first page.",
    )
    return invalid([FieldError("after", words)])
