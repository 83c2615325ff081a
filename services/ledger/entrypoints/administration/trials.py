"""The dry run of routing: from what was asked to what a page or the API shows."""

from services.ledger.domain.administration.changes import Section
from services.ledger.domain.administration.editing import Edit, NoSuchEntry
from services.ledger.domain.routing import Route, why
from services.ledger.domain.scope import Scope, scope_of
from services.ledger.entrypoints.administration.bodies import TrialBody
from services.ledger.entrypoints.administration.office import Office
from services.ledger.entrypoints.administration.refusals import problem_of
from services.ledger.entrypoints.desk import Visit
from services.ledger.handlers.administration.try_routing import (
    Sample,
    Trial,
    Tried,
    pasted,
    try_routing,
)
from shared.language import Language, Text


async def run_trial(office: Office, seen: Visit, edit: Edit, asked: TrialBody) -> Trial:
    """With complaints that the reader may see. Nothing is written; raises 404 for a rule that is gone."""
    samples = await _samples(office, scope_of(seen.actor), asked)
    try:
        return try_routing(seen.organisation, edit, samples)
    except NoSuchEntry as error:
        raise problem_of(error, Section.ROUTING, "") from error


def shown_trial(trial: Trial, language: Language) -> dict[str, object]:
    """The trial as the API has it."""
    return {
        "tried": len(trial.tried),
        "moved": len(trial.moved),
        "units": [{"unit_code": code, "now": now, "then": then} for code, now, then in trial.units],
        "moves": [{"from": was, "to": to, "complaints": n} for was, to, n in trial.moves],
        "complaints": [_shown(each, language) for each in trial.tried],
    }


async def _samples(office: Office, scope: Scope, asked: TrialBody) -> list[Sample]:
    if asked.among == "texts":
        return pasted(asked.texts)
    samples = office.samples
    found = samples.tray if asked.among == "tray" else samples.latest
    return await found(scope, asked.count)


def _shown(each: Tried, language: Language) -> dict[str, object]:
    return {
        "task_number": each.sample.number,
        "title": each.sample.title,
        "moved": each.moved,
        "now": _goal(each.before),
        "then": {**_goal(each.after), "why": Text(*why(each.after)).in_(language)},
    }


def _goal(route: Route) -> dict[str, object]:
    rule = route.rule
    return {
        "unit_code": route.unit_code,
        "owner_id": rule.owner_id if rule else None,
        "rule_code": rule.code if rule else None,
    }
