"""Refused changes in plain words, beside the field they speak of."""

import re
from collections.abc import Sequence

from services.ledger.domain.administration.changes import Section, code_of, entries_of
from services.ledger.domain.administration.editing import NoSuchEntry
from services.ledger.domain.administration.rights import Forbidden
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.organisation_faults import Fault
from services.ledger.entrypoints.administration.words import (
    EDITED_MEANWHILE,
    FIELDS,
    FORBIDDEN,
    SECTIONS,
)
from services.ledger.handlers.administration.change_organisation import ChangedBefore, Faulty
from services.ledger.handlers.administration.ports import LoggedChange
from shared.language import Text
from shared.web.common_problems import conflict, invalid, not_found
from shared.web.problems import FieldError, Problem

EXPECTED = (ChangedBefore, Faulty, Forbidden, NoSuchEntry)
"""What a change may raise."""
_FORM_FIELDS = {"parent": "parent_code", "unit": "unit_code", "owner": "owner_id", "id": "staff_id"}
_PATH = re.compile(r"^(\w+)\[(\d+)\]\.(\w+)$")


def problem_of(error: Exception, section: Section, code: str) -> Problem:
    """The answer to an error among `EXPECTED` when that entry was edited."""
    match error:
        case Faulty():
            return invalid([_field_error(each, error.new, section, code) for each in error.faults])
        case Forbidden():
            slug = f"administration-{error.reason.value.replace('_', '-')}"
            title = Text("这一步要由别人办", "Somebody else has to do this")
            return Problem(403, slug, title, FORBIDDEN[error.reason])
        case ChangedBefore():
            return conflict("organisation-changed", EDITED_MEANWHILE.format(what=_told(error)))
    return not_found()


def _field_error(fault: Fault, new: Organisation, section: Section, code: str) -> FieldError:
    """Beside the field where the edited entry is at fault, otherwise for the whole."""
    words = Text(f"{fault.zh}。", f"{fault.en[0].upper()}{fault.en[1:]}.")
    found = _PATH.match(fault.path)
    if fault.path == "successor":
        return FieldError("successor", words)
    if found is None or found[1] != section.value:
        return FieldError("", words)
    entries = entries_of(new, section)
    mine = code_of(entries[int(found[2])]) == code
    return FieldError(_FORM_FIELDS.get(found[3], found[3]) if mine else "", words)


def _told(error: ChangedBefore) -> Text:
    """Who changed what, of the first few changes."""
    told = [_one(each) for each in error.changes[:3]]
    if not told:
        return Text(f"第 {error.version} 版", f"it is at version {error.version}")
    return Text("；".join(each.zh for each in told), "; ".join(each.en for each in told))


def _one(each: LoggedChange) -> Text:
    names = SECTIONS[each.change.section]
    fields = [FIELDS.get(name, Text(name, name)) for name in each.change.after or {}]
    fields = fields if each.change.before is not None else []
    return Text(
        f"{each.actor} 改了{names.zh} {each.change.code}{_of(fields, 'zh')}",
        f"{each.actor} changed {names.en.lower()} {each.change.code}{_of(fields, 'en')}",
    )


def _of(fields: Sequence[Text], language: str) -> str:
    names = [field.zh if language == "zh" else field.en for field in fields]
    return f"（{'、'.join(names)}）" if names and language == "zh" else _bracketed(names)


def _bracketed(names: Sequence[str]) -> str:
    return f" ({', '.join(names)})" if names else ""
