"""Refusals in plain words: each guard's own sentence, and who was quicker."""

from services.ledger.domain.beside.refusing import NotAllowed
from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.names import Names
from services.ledger.handlers.beside.acting import EntryChanged, NoSuchEntry
from services.ledger.handlers.beside.ports import Happened
from shared.language import Text
from shared.web.common_problems import invalid, not_found
from shared.web.formats import local
from shared.web.problems import FieldError, Problem

_NOT_NOW = Text("现在还不能这样办", "That cannot be done now")
_NOT_YOU = Text("这一步要由别人办", "Somebody else has to do this")

EXPECTED = (NotAllowed, EntryChanged, NoSuchEntry)
"""What an act on an entry may raise."""


def problem_of(error: Exception, area: Area, names: Names) -> Problem:
    """403 for who is acting, 409 for how far it is or who was quicker, 422 for what was entered."""
    if isinstance(error, NotAllowed):
        return _refusal(str(error.guard), area)
    if isinstance(error, EntryChanged):
        return _changed(error, area, names)
    return not_found()


def _refusal(guard: str, area: Area) -> Problem:
    slug, words = guard.replace("_", "-"), area.guards[guard]
    if guard.startswith("actor_"):
        return Problem(403, slug, _NOT_YOU, words)
    if guard.startswith("state_"):
        return Problem(409, slug, _NOT_NOW, words)
    general = invalid([FieldError(area.field_of[guard], words)])
    return Problem(422, slug, general.title, general.detail, general.errors)


def _changed(error: EntryChanged, area: Area, names: Names) -> Problem:
    told = [_sentence(each, area, names) for each in error.happened[-3:]]
    detail = Text(
        f"您打开以后，{'；'.join(each.zh for each in told)}。请看最新情况再办，什么都没有改动。",
        f"Since you opened it, {'; '.join(each.en for each in told)}."
        " Look again before you act; nothing was changed.",
    )
    return Problem(409, "changed-meanwhile", Text("有人先办了", "Somebody was quicker"), detail)


def _sentence(each: Happened, area: Area, names: Names) -> Text:
    who, unit = names.person(each.actor), names.unit_of(each.actor)
    done, clock = area.acts[each.action].done, f"{local(each.at):%H:%M}"
    zh = f"{who.zh}（{unit.zh}）" if unit.zh else who.zh
    en = f"{who.en} ({unit.en})" if unit.en else who.en
    return Text(f"{zh}在 {clock} {done.zh}", f"{en} {done.en} at {clock}")
