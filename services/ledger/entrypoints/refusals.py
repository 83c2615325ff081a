"""Refusals in plain words: each guard's own sentence, and who was quicker."""

from services.ledger.domain.guards import AUTHORITY, STATE, Guard, Refused
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.trail import TrailEntry
from services.ledger.entrypoints.act_words import DONE
from services.ledger.entrypoints.entry_words import FIELD_OF
from services.ledger.entrypoints.guard_words import WORDS
from services.ledger.entrypoints.words import STATES
from services.ledger.handlers.acting import ChangedMeanwhile, NoSuchTask
from shared.language import Text
from shared.web.common_problems import invalid, not_found
from shared.web.formats import local
from shared.web.problems import FieldError, Problem

_NOT_NOW = Text("现在还不能这样办", "That cannot be done now")
_NOT_YOU = Text("这一步要由别人办", "Somebody else has to do this")

EXPECTED = (Refused, ChangedMeanwhile, NoSuchTask)
"""What an act on a task may raise."""


def problem_of(error: Exception, organisation: Organisation) -> Problem:
    """The answer to an error among `EXPECTED`."""
    if isinstance(error, Refused):
        return _refusal(error.guard)
    if isinstance(error, ChangedMeanwhile):
        return _changed(error, organisation)
    return not_found()


def _refusal(guard: Guard) -> Problem:
    """403 for who is acting, 409 for how far the task is, 422 for what was entered; the slug is the guard."""
    slug = guard.value.replace("_", "-")
    if guard in AUTHORITY:
        return Problem(403, slug, _NOT_YOU, WORDS[guard])
    if guard in STATE:
        return Problem(409, slug, _NOT_NOW, WORDS[guard])
    general = invalid([FieldError(FIELD_OF[guard], WORDS[guard])])
    return Problem(422, slug, general.title, general.detail, general.errors)


def _changed(error: ChangedMeanwhile, organisation: Organisation) -> Problem:
    """409, naming who did what and when since the reader looked."""
    told = [_sentence(entry, organisation) for entry in error.entries[-3:]]
    state = STATES[error.task.state]
    detail = Text(
        f"您打开以后，{'；'.join(each.zh for each in told)}。现在是“{state.zh}”。"
        "请看最新情况再办，什么都没有改动。",
        f"Since you opened it, {'; '.join(each.en for each in told)}. It is now “{state.en}”."
        " Look again before you act; nothing was changed.",
    )
    title = Text("有人先办了", "Somebody was quicker")
    return Problem(409, "changed-meanwhile", title, detail)


def _sentence(entry: TrailEntry, organisation: Organisation) -> Text:
    person = organisation.staff_by_id.get(entry.actor)
    unit = organisation.unit_by_code.get((person.unit_code if person else None) or "")
    who_zh, who_en = (person.name, person.name) if person else ("系统", "the system")
    if unit:
        who_zh, who_en = f"{who_zh}（{unit.name_zh}）", f"{who_en} ({unit.name_en})"
    clock, done = f"{local(entry.at):%H:%M}", DONE[entry.action]
    return Text(f"{who_zh}在 {clock} {done.zh}", f"{who_en} {done.en} at {clock}")
