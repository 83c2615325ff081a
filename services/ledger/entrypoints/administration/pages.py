"""Pages on which the organisation is administered: a form for each kind of entry, the log of changes."""

from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from services.ledger.domain.administration.changes import (
    Entry,
    Section,
    code_of,
    entries_of,
    values_of,
)
from services.ledger.domain.administration.rights import may_give_code
from services.ledger.domain.organisation import Organisation
from services.ledger.entrypoints.administration.bodies import (
    BODIES,
    LISTS,
    REMOVABLE,
    EntryBody,
    RuleBody,
    TrialBody,
)
from services.ledger.entrypoints.administration.choosing import choices
from services.ledger.entrypoints.administration.office import (
    Office,
    demand_administrator,
    edit_of,
    entry_in,
    remove,
    save,
    section_of,
)
from services.ledger.entrypoints.administration.trials import run_trial
from services.ledger.entrypoints.administration.words import ADD, FIELDS, SECTIONS
from services.ledger.entrypoints.desk import Visit, visit
from services.ledger.entrypoints.names import Names
from services.ledger.handlers.administration.try_routing import Trial
from shared.web.body import read_form
from shared.web.common_problems import not_found
from shared.web.problems import Problem
from shared.web.session import require
from shared.web.validation import from_validation

HOME = "/desk/organisation"
TRIES = "try"
_NAMES = ("name", "name_zh", "name_en")
_OF_TRIAL = ("among", "count", "texts")
_NOT_OF_THE_ENTRY = ("do", *_OF_TRIAL)


class EntryPages:
    """The endpoints, with what they need."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> list[Route]:
        """A form for each entry, one for a new one, and taking away."""
        new, entry = f"{HOME}/{{section}}/new", f"{HOME}/{{section}}/{{code}}"
        return [
            Route(new, self.form, methods=["GET"]),
            Route(new, self.send, methods=["POST"]),
            Route(entry, self.form, methods=["GET"]),
            Route(entry, self.send, methods=["POST"]),
            Route(f"{entry}/remove", self.remove, methods=["POST"]),
        ]

    @require()
    async def form(self, request: Request) -> Response:
        """The entry as it is, or an empty one."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        entry = self._entry(seen, request, section)
        typed = _typed(seen.organisation, section, entry)
        return self._page(request, seen, section, typed)

    @require()
    async def send(self, request: Request) -> Response:
        """Save, or try a rule; stays on the page with what was typed and what is wrong."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        entry = self._entry(seen, request, section)
        form = await read_form(request)
        values = _values(form, section, entry)
        trial = None
        try:
            body = BODIES[section].model_validate(values)
            if form.get("do") == TRIES:
                trial = await self._try(seen, entry, body, form)
            else:
                await save(self._office, seen, request, section, body, "desk")
                done = f"{HOME}/{section.value}/{code_of(body.entry(None))}?done=saved"
                return RedirectResponse(done, status_code=303)
        except ValidationError as error:
            return self._page(request, seen, section, values, from_validation(error, FIELDS))
        except Problem as problem:
            # What was typed stands against the newest version when it is sent again.
            now = await visit(self._office.desk, request)
            return self._page(request, now, section, values, problem)
        return self._page(request, seen, section, values, trial=trial, form=form)

    @require()
    async def remove(self, request: Request) -> Response:
        """Take a district or a rule away and go back to the organisation."""
        seen, section = await visit(self._office.desk, request), section_of(request)
        entry = self._entry(seen, request, section)
        given = str((await read_form(request)).get("expected_version", ""))
        expected = int(given) if given.isdecimal() else -1
        try:
            await remove(self._office, seen, request, section, expected, "desk")
        except Problem as problem:
            now = await visit(self._office.desk, request)
            typed = _typed(now.organisation, section, entry)
            return self._page(request, now, section, typed, problem)
        return RedirectResponse(f"{HOME}?done=removed", status_code=303)

    def _entry(self, seen: Visit, request: Request, section: Section) -> Entry | None:
        """The entry of the address, None for a new one. Raises 404, or 403 for who may not change it."""
        code = request.path_params.get("code")
        entry = entry_in(seen.organisation, section, str(code)) if code else None
        demand_administrator(seen, entry, section)
        return entry

    async def _try(
        self, seen: Visit, entry: Entry | None, body: EntryBody, form: FormData
    ) -> Trial:
        """Only rules are tried. Raises the 404 problem for anything else."""
        if not isinstance(body, RuleBody):
            raise not_found()
        asked = TrialBody.model_validate({n: form[n] for n in _OF_TRIAL if form.get(n)})
        return await run_trial(self._office, seen, edit_of(body, entry), asked)

    def _page(
        self,
        request: Request,
        seen: Visit,
        section: Section,
        typed: dict[str, object],
        problem: Problem | None = None,
        trial: Trial | None = None,
        form: FormData | None = None,
    ) -> Response:
        return self._office.desk.pages.render(
            request,
            "administration/entry.html",
            status=problem.status if problem else 200,
            section=section.value,
            code=request.path_params.get("code"),
            heading=SECTIONS[section] if "code" in request.path_params else ADD[section],
            typed=dict.fromkeys([*_NAMES, *BODIES[section].model_fields]) | typed,
            problem=problem,
            errors=problem.errors if problem else (),
            offered=choices(seen),
            removable=section in REMOVABLE,
            seen_version=seen.organisation.version,
            centre=seen.actor.has("dispatcher"),
            gives_code=_gives_code(seen, section, request.path_params.get("code")),
            trial=trial,
            asked={name: form.get(name, "") if form else "" for name in _OF_TRIAL},
            done=request.query_params.get("done"),
            organisation=seen.organisation,
            names=Names(seen.organisation),
        )


def _gives_code(seen: Visit, section: Section, code: str | None) -> bool:
    person = seen.organisation.staff_by_id.get(code or "") if section is Section.STAFF else None
    return person is not None and may_give_code(seen.actor, person)


def _typed(organisation: Organisation, section: Section, entry: Entry | None) -> dict[str, object]:
    """The form's values: those of the entry, or what a new one begins with."""
    if entry is None:
        return {"active": True, "takes_turns": True, "language": "zh", "roles": []}
    typed = values_of(entry)
    if section is Section.ROUTING:
        typed["place"] = list(entries_of(organisation, section)).index(entry) + 1
        typed["service_items"] = "\n".join(map(str, _list(typed["service_items"])))
        typed["keywords"] = "\n".join(map(str, _list(typed["keywords"])))
    if section is Section.STAFF:
        typed["transports"] = ", ".join(map(str, _list(typed["transports"])))
    return typed


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _values(form: FormData, section: Section, entry: Entry | None) -> dict[str, object]:
    """The form's fields as a body has them; the code of what exists is that of the address."""
    fields = BODIES[section].model_fields
    values: dict[str, object] = {
        name: value for name, value in form.items() if name not in (*LISTS, *_NOT_OF_THE_ENTRY)
    }
    values |= {name: form.getlist(name) for name in LISTS if name in fields}
    values |= {name: name in form for name in ("takes_turns",) if name in fields}
    if "active" in fields:
        values["active"] = "active" in form
    if entry is not None:
        values["staff_id" if section is Section.STAFF else "code"] = code_of(entry)
    return values
