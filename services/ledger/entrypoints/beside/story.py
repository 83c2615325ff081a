"""An entry's history told as a story."""

from collections.abc import Sequence

from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import CHANNELS, named
from services.ledger.handlers.beside.ports import Happened
from shared.language import Text

Told = dict[str, object]


def story(history: Sequence[Happened], area: Area, names: Names) -> list[Told]:
    """For the `timeline` macro, newest first; `title` and `who` in both languages."""
    told = [_told(each, area, names) for each in reversed(history)]
    if told:
        told[0]["state"] = "now"
    return told


def _told(each: Happened, area: Area, names: Names) -> Told:
    who, through = names.person(each.actor), named(CHANNELS, each.through)
    return {
        "at": each.at,
        "title": area.acts[each.action].told,
        "who": Text(f"{who.zh} · {through.zh}", f"{who.en} · {through.en}"),
        "words": each.words,
    }
