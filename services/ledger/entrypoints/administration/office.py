"""What pages and API of administering have at hand, and the acts they share."""

from dataclasses import dataclass

from starlette.requests import Request

from services.ledger.domain.administration.changes import Entry, Section, code_of, entries_of
from services.ledger.domain.administration.editing import Edit, adding, changing, removing
from services.ledger.domain.administration.rights import READERS, administers
from services.ledger.domain.organisation import Organisation, Staff
from services.ledger.entrypoints.administration.bodies import (
    BODIES,
    REMOVABLE,
    EntryBody,
    LeaveBody,
)
from services.ledger.entrypoints.administration.refusals import EXPECTED, problem_of
from services.ledger.entrypoints.administration.words import FORBIDDEN, LEAVE_INSTEAD
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.handlers.administration.change_organisation import ChangeOrganisation, Ordered
from services.ledger.handlers.administration.leave import Leave, Left
from services.ledger.handlers.administration.ports import Administration
from services.ledger.handlers.administration.try_routing import Samples
from shared.language import Text
from shared.web.common_problems import invalid, not_found
from shared.web.correlation import correlation_of
from shared.web.problems import FieldError, Problem


@dataclass(frozen=True, slots=True)
class Office:
    """The parts that the composition root introduces to one another."""

    desk: Desk
    administration: Administration
    change: ChangeOrganisation
    leave: Leave
    samples: Samples


def section_of(request: Request) -> Section:
    """The section of the address. Raises the 404 problem."""
    name = str(request.path_params["section"])
    found = next((each for each in BODIES if each.value == name), None)
    if found is None:
        raise not_found()
    return found


def entry_in(organisation: Organisation, section: Section, code: str) -> Entry:
    """The entry of that code. Raises the 404 problem."""
    entries = entries_of(organisation, section)
    found = next((each for each in entries if code_of(each) == code), None)
    if found is None:
        raise not_found()
    return found


def demand_administrator(seen: Visit, entry: Entry | None, section: Section) -> None:
    """Raise the 403 problem for who may not change such an entry at all."""
    person = entry if isinstance(entry, Staff) else None
    able = administers(seen.actor, person) and (
        seen.actor.has("dispatcher") or section is Section.STAFF
    )
    if not able:
        raise _forbidden(seen)


def demand_reader(seen: Visit) -> None:
    """Raise the 403 problem for who may not read the log of changes."""
    if not seen.actor.has(*READERS):
        raise _forbidden(seen)


def edit_of(body: EntryBody, before: Entry | None) -> Edit:
    """What the body asks for. Raises the 422 problem for somebody who would be let go that way."""
    entry = body.entry(before)
    if isinstance(before, Staff) and isinstance(entry, Staff) and before.active > entry.active:
        raise invalid([FieldError("active", LEAVE_INSTEAD)])
    return changing(entry, body.at) if before is not None else adding(entry, body.at)


async def save(
    office: Office, seen: Visit, request: Request, section: Section, body: EntryBody, through: str
) -> Organisation:
    """Add or change the entry. Raises the problem that says in words why not."""
    code = code_of(body.entry(None))
    before = entry_in(seen.organisation, section, code) if "code" in request.path_params else None
    edit = edit_of(body, before)
    ordered = _ordered(seen, request, body.expected_version, body.note, through)
    try:
        return await office.change(ordered, edit)
    except EXPECTED as error:
        raise problem_of(error, section, code) from error


async def remove(
    office: Office, seen: Visit, request: Request, section: Section, expected: int, through: str
) -> Organisation:
    """Take a district or a rule away. Raises the problem that says in words why not."""
    if section not in REMOVABLE:
        raise not_found()
    code = str(request.path_params["code"])
    entry_in(seen.organisation, section, code)
    try:
        ordered = _ordered(seen, request, expected, "", through)
        return await office.change(ordered, removing(section, code))
    except EXPECTED as error:
        raise problem_of(error, section, code) from error


async def let_go(
    office: Office, seen: Visit, request: Request, asked: LeaveBody, through: str
) -> Left:
    """Let somebody go and hand over. Raises the problem that says in words why not."""
    code = str(request.path_params["code"])
    ordered = _ordered(seen, request, asked.expected_version, asked.note, through)
    try:
        return await office.leave(ordered, code, asked.successor)
    except EXPECTED as error:
        raise problem_of(error, Section.STAFF, code) from error


def _ordered(seen: Visit, request: Request, expected: int, note: str, through: str) -> Ordered:
    return Ordered(seen.actor, expected, through, correlation_of(request), note)


def _forbidden(seen: Visit) -> Problem:
    from_head = seen.actor.has("unit_head")
    reason = next(
        each for each in FORBIDDEN if each.value == ("only_staff" if from_head else "nobody")
    )
    title = Text("这一步要由别人办", "Somebody else has to do this")
    return Problem(
        403, f"administration-{reason.value.replace('_', '-')}", title, FORBIDDEN[reason]
    )
