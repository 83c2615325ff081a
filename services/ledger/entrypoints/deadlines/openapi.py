"""The part of the OpenAPI description that is about rules, limits, calendars and recomputations."""

from typing import Any

from services.ledger.domain.deadline_rules import Purpose, Unit
from services.ledger.entrypoints.openapi_schemas import (
    COUNT,
    MAYBE_MOMENT,
    MOMENT,
    TEXT,
    YES_NO,
    Schema,
    array_of,
    object_of,
)

_CODES = array_of(TEXT)
RULE = object_of(
    {
        "code": TEXT,
        "revision": COUNT,
        "active": YES_NO,
        "purpose": {"enum": [purpose.value for purpose in Purpose]},
        "amount": COUNT,
        "unit": {"enum": [unit.value for unit in Unit]},
        "extension": COUNT,
        "pausable": YES_NO,
        "by_hand": YES_NO,
        "natures": _CODES,
        "channels": _CODES,
        "categories": _CODES,
        "urgencies": _CODES,
        **dict.fromkeys(("name_zh", "name_en", "source_zh", "source_en"), TEXT),
    }
)
LIMIT = object_of(
    {"name": TEXT, "amount": COUNT, "revision": COUNT, "source_zh": TEXT, "source_en": TEXT}
)
RULEBOOK: Schema = {
    "type": "object",
    "required": ["version", "rules", "limits", "calendar_version"],
    "properties": {
        "version": COUNT,
        "rules": array_of(RULE),
        "limits": array_of(LIMIT),
        "calendar_version": TEXT,
        "changed": {**YES_NO, "description": "false: it was so already"},
    },
}
PROPOSAL = object_of(
    {
        "changes": YES_NO,
        "calendar_version": TEXT,
        "open_tasks": COUNT,
        "would_move": COUNT,
        "first": array_of(object_of({"task_number": TEXT, "due_at": MOMENT, "would_be": MOMENT})),
    }
)
CHOICES = object_of(
    {
        "choices": array_of(
            object_of({"rule": TEXT, "due_at": MOMENT, "provisional": YES_NO, "basis": TEXT})
        )
    }
)
CALENDARS = object_of(
    {
        "calendars": array_of(
            object_of({"version": TEXT, "number": COUNT, "changed_at": MOMENT, "changed_by": TEXT})
        )
    }
)
CALENDAR: Schema = {
    "type": "object",
    "required": ["version", "years", "office", "closures"],
    "properties": {
        "version": TEXT,
        "years": array_of({"type": "object"}),
        "office": {"type": "object"},
        "closures": array_of({"type": "object"}),
    },
}
RUNS = object_of(
    {
        "recomputations": array_of(
            object_of(
                {
                    "number": COUNT,
                    "reason": {"enum": ["rule", "calendar"]},
                    "begun_at": MOMENT,
                    "begun_by": TEXT,
                    "looked_at": COUNT,
                    "moved": COUNT,
                    "ended_at": MAYBE_MOMENT,
                }
            )
        )
    }
)
_PREVIEW: Schema = {
    "name": "preview",
    "in": "query",
    "description": "true: only say what would move",
    "schema": {"enum": ["true"]},
}


def _in_path(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": TEXT}


def _changing(operation: str, summary: str, body: Schema, *parameters: Schema) -> Schema:
    """What a dispatcher or a supervisor changes."""
    answer = {"oneOf": [RULEBOOK, PROPOSAL]}
    return {
        "operationId": operation,
        "summary": summary,
        "description": "For: dispatcher or supervisor. Open tasks are recomputed afterwards.",
        "parameters": [*parameters, _PREVIEW],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"200": _json(answer, "The rulebook then, or what would move")},
    }


def _reading(operation: str, summary: str, answer: Schema, *parameters: Schema) -> Schema:
    return {
        "operationId": operation,
        "summary": summary,
        "parameters": list(parameters),
        "responses": {"200": _json(answer, summary)},
    }


def _json(schema: Schema, description: str) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def paths(bodies: dict[str, Any], problems: Schema) -> Schema:
    """Every path; `bodies` are the schemas of what is sent, by name, `problems` the other answers."""
    rules, calendars = "/api/v1/deadline-rules", "/api/v1/calendars"
    choice = _reading("choose_rules", "Which rule would these get?", CHOICES)
    choice["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": bodies["cases"]}},
    }
    put_rule = _changing("put_rule", "Change or add a rule", bodies["rule"], _in_path("code"))
    put_limit = _changing("put_limit", "Change a limit", bodies["limit"], _in_path("name"))
    load = _changing("load_calendar", "Load a calendar file", bodies["calendar"])
    found = {
        rules: {"get": _reading("read_rules", "Rules and limits", RULEBOOK)},
        f"{rules}/choice": {"post": choice},
        f"{rules}/{{code}}": {"put": put_rule},
        "/api/v1/deadline-limits/{name}": {"put": put_limit},
        calendars: {
            "get": _reading("list_calendars", "Every version of the calendar", CALENDARS),
            "post": load,
        },
        f"{calendars}/{{version}}": {
            "get": _reading("read_calendar", "One version", CALENDAR, _in_path("version"))
        },
        "/api/v1/recomputations": {
            "get": _reading("list_recomputations", "The last recomputations", RUNS)
        },
    }
    for path in found.values():
        for operation in path.values():
            operation["responses"] |= problems
    return found
