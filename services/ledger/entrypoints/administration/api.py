"""The JSON API of administering: entries, the log, the dry run, leaving."""

from pydantic import ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.ledger.domain.administration.changes import Entry, Section, entries_of, values_of
from services.ledger.domain.administration.editing import Edit
from services.ledger.domain.administration.rights import READERS, administers
from services.ledger.domain.organisation import Staff
from services.ledger.entrypoints.administration.bodies import (
    BODIES,
    LeaveBody,
    RuleBody,
    TrialBody,
    key_of,
)
from services.ledger.entrypoints.administration.office import (
    Office,
    demand_administrator,
    demand_reader,
    edit_of,
    entry_in,
    let_go,
    remove,
    save,
    section_of,
)
from services.ledger.entrypoints.administration.trials import run_trial, shown_trial
from services.ledger.entrypoints.administration.words import FIELDS
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.handlers.administration.try_routing import unchanged
from shared.web.body import read_json
from shared.web.language import language_of
from shared.web.session import require
from shared.web.validation import from_validation

API = "/api/v1/organisation"
BODY_BYTES = 256 * 1024
MOST_CHANGES = 200


class DryRunBody(TrialBody):
    """The complaints to try, and the rule as it would be; without one, the rules as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: RuleBody | None = None


class AdministrationApi:
    """The endpoints, with what they need."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """Everything under `/api/v1/organisation`."""
        some, entry = f"{API}/{{section}}", f"{API}/{{section}}/{{code}}"
        return [
            Route(f"{API}/changes", self.changes, methods=["GET"]),
            Route(f"{API}/routing/dry-run", self.dry_run, methods=["POST"]),
            Route(f"{API}/staff/{{code}}/leave", self.preview, methods=["GET"]),
            Route(f"{API}/staff/{{code}}/leave", self.leave, methods=["POST"]),
            Route(some, self.entries, methods=["GET"]),
            Route(some, self.add, methods=["POST"]),
            Route(entry, self.entry, methods=["GET"]),
            Route(entry, self.put, methods=["PUT"]),
            Route(entry, self.delete, methods=["DELETE"]),
        ]

    @require()
    async def entries(self, request: Request) -> Response:
        """All entries of a section, inactive ones included, with the organisation's version."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        entries = [_shown(each, seen) for each in entries_of(seen.organisation, section)]
        return _answer({"version": seen.organisation.version, section.value: entries})

    @require()
    async def entry(self, request: Request) -> Response:
        """One entry, with the organisation's version to send back."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        found = entry_in(seen.organisation, section, str(request.path_params["code"]))
        return _answer({"version": seen.organisation.version, **_shown(found, seen)})

    @require()
    async def add(self, request: Request) -> Response:
        """Add an entry; 201 with the organisation's new version."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        demand_administrator(seen, None, section)
        return await self._save(request, seen, section, 201)

    @require()
    async def put(self, request: Request) -> Response:
        """Change an entry: the body is the whole of it."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        found = entry_in(seen.organisation, section, str(request.path_params["code"]))
        demand_administrator(seen, found, section)
        return await self._save(request, seen, section, 200)

    @require()
    async def delete(self, request: Request) -> Response:
        """Take a district or a rule away; `?expected_version=` names the version that was seen."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        demand_administrator(seen, None, section)
        given = request.query_params.get("expected_version", "")
        expected = int(given) if given.isdigit() else -1
        new = await remove(self._office, seen, request, section, expected, "api")
        return _answer({"version": new.version})

    @require()
    async def changes(self, request: Request) -> Response:
        """The log, the newest first; `next` is the id to ask `?before=` with."""
        seen = await visit(self._office.desk, request)
        demand_reader(seen)
        before = request.query_params.get("before", "")
        code = request.query_params.get("code", "")[:64]
        earlier = int(before) if before.isdigit() else None
        found = await self._office.administration.changes(earlier, MOST_CHANGES, code)
        shown = [
            {
                "id": each.id,
                "version": each.version,
                "at": each.at.isoformat(),
                "actor": each.actor,
                "through": each.through,
                "section": each.change.section.value,
                "code": each.change.code,
                "before": each.change.before,
                "after": each.change.after,
                "note": each.note,
            }
            for each in found
        ]
        following = found[-1].id if len(found) == MOST_CHANGES else None
        return _answer({"changes": shown, "next": following})

    @require()
    async def dry_run(self, request: Request) -> Response:
        """Where complaints would go; nothing is changed."""
        seen = await visit(self._office.desk, request)
        demand_reader(seen)
        try:
            body = DryRunBody.model_validate_json(await read_json(request, BODY_BYTES))
        except ValidationError as error:
            raise from_validation(error, FIELDS) from error
        edit: Edit = unchanged
        if body.rule is not None:
            known = {rule.code: rule for rule in seen.organisation.rules}
            edit = edit_of(body.rule, known.get(body.rule.code))
        trial = await run_trial(self._office, seen, edit, body)
        return _answer(shown_trial(trial, language_of(request)))

    @require()
    async def preview(self, request: Request) -> Response:
        """What leaving would hand over: open tasks by state, rules that name the person."""
        seen = await visit(self._office.desk, request)
        code = str(request.path_params["code"])
        demand_administrator(seen, entry_in(seen.organisation, Section.STAFF, code), Section.STAFF)
        found = await self._office.leave.preview(seen.organisation, code)
        states = {state.value: n for state, n in found.by_state.items()}
        return _answer(
            {
                "version": seen.organisation.version,
                "staff_id": code,
                "active": found.person.active,
                "open_tasks": found.total,
                "by_state": states,
                "rules": list(found.rules),
            }
        )

    @require()
    async def leave(self, request: Request) -> Response:
        """Let go and hand over; the same again goes on after an interruption."""
        seen = await visit(self._office.desk, request)
        code = str(request.path_params["code"])
        demand_administrator(seen, entry_in(seen.organisation, Section.STAFF, code), Section.STAFF)
        try:
            body = LeaveBody.model_validate_json(await read_json(request, BODY_BYTES))
        except ValidationError as error:
            raise from_validation(error, FIELDS) from error
        left = await let_go(self._office, seen, request, body, "api")
        return _answer({"version": left.organisation.version, "handed": left.handed})

    async def _save(self, request: Request, seen: Visit, section: Section, status: int) -> Response:
        try:
            body = BODIES[section].model_validate_json(await read_json(request, BODY_BYTES))
        except ValidationError as error:
            raise from_validation(error, FIELDS) from error
        code = getattr(body, key_of(section))
        if request.path_params.get("code", code) != code:
            entry_in(seen.organisation, section, "")
        new = await save(self._office, seen, request, section, body, "api")
        shown = _shown(entry_in(new, section, code), seen)
        return _answer({"version": new.version, **shown}, status)


def _shown(entry: Entry, seen: Visit) -> dict[str, object]:
    """Addresses are for those who administer the person, and for auditors."""
    values = values_of(entry)
    if isinstance(entry, Staff) and not (
        administers(seen.actor, entry) or seen.actor.has(*READERS)
    ):
        return {
            name: value for name, value in values.items() if name not in ("email", "transports")
        }
    return values


def _answer(body: object, status: int = 200) -> Response:
    return JSONResponse(body, status, headers={"cache-control": "no-store"})
