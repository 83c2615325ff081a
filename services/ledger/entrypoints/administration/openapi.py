"""The part of the OpenAPI description that is about administering the organisation."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from services.ledger.entrypoints.administration.api import API, DryRunBody
from services.ledger.entrypoints.administration.bodies import BODIES, LeaveBody, key_of
from services.ledger.entrypoints.openapi_schemas import (
    COUNT,
    MAYBE,
    MOMENT,
    TEXT,
    YES_NO,
    Schema,
    array_of,
    object_of,
)

Bare = Callable[[Schema], Schema]
_CODE: Schema = {"name": "code", "in": "path", "required": True, "schema": TEXT}
_VALUES: Schema = {"type": ["object", "null"]}
_CHANGE = object_of(
    {
        "id": COUNT,
        "version": COUNT,
        "at": MOMENT,
        **dict.fromkeys(("actor", "through", "section", "code", "note"), TEXT),
        "before": _VALUES,
        "after": _VALUES,
    }
)
_EXPORT = object_of(
    {
        "id": COUNT,
        "at": MOMENT,
        **dict.fromkeys(("staff_id", "kind", "asked"), TEXT),
        "unit_code": MAYBE,
        "count": {"type": ["integer", "null"], "description": "null: not sent to its end"},
    }
)
_GOAL = {"unit_code": MAYBE, "owner_id": MAYBE, "rule_code": MAYBE}
_TRIAL = object_of(
    {
        "tried": COUNT,
        "moved": COUNT,
        "units": array_of(object_of({"unit_code": MAYBE, "now": COUNT, "then": COUNT})),
        "moves": array_of(object_of({"from": MAYBE, "to": MAYBE, "complaints": COUNT})),
        "complaints": array_of(
            object_of(
                {
                    "task_number": MAYBE,
                    "title": TEXT,
                    "moved": YES_NO,
                    "now": object_of(_GOAL),
                    "then": object_of({**_GOAL, "why": TEXT}),
                }
            )
        ),
    }
)
_PREVIEW = object_of(
    {
        "version": COUNT,
        "staff_id": TEXT,
        "active": YES_NO,
        "open_tasks": COUNT,
        "by_state": {"type": "object", "additionalProperties": COUNT},
        "rules": array_of(TEXT),
    }
)


def paths(bare: Bare, problems: Schema) -> Schema:
    """By address; `bare` puts a schema's definitions in their places."""
    found: Schema = {}
    for section, kind in BODIES.items():
        found |= _section(section.value, key_of(section), bare(kind.model_json_schema()), problems)
    leave = f"{API}/staff/{{code}}/leave"
    dry_run, left = _body(DryRunBody, bare), _body(LeaveBody, bare)
    handed = object_of({"version": COUNT, "handed": COUNT})
    log = object_of({"changes": array_of(_CHANGE), "next": {"type": ["integer", "null"]}})
    taken = object_of({"exports": array_of(_EXPORT), "next": {"type": ["integer", "null"]}})
    return found | {
        f"{API}/changes": {
            "get": _operation(
                "list_changes", "Who changed what: dispatcher, auditor", log, problems
            )
        },
        f"{API}/exports": {
            "get": _operation(
                "list_exports", "Who took which list along: dispatcher, auditor", taken, problems
            )
        },
        f"{API}/routing/dry-run": {
            "post": _operation("try_routing", "Where would these go?", _TRIAL, problems, dry_run)
        },
        leave: {
            "parameters": [_CODE],
            "get": _operation("preview_leave", "What would be handed over", _PREVIEW, problems),
            "post": _operation("leave", "Let go and hand over", handed, problems, left),
        },
    }


def _section(name: str, key: str, body: Schema, problems: Schema) -> Schema:
    entry = object_of({"version": COUNT, key: TEXT})
    version = {
        "name": "expected_version",
        "in": "query",
        "required": True,
        "schema": COUNT,
    }
    one: Schema = {
        "parameters": [_CODE],
        "get": _operation(f"read_{name}", f"One of the {name}", entry, problems),
        "put": _operation(f"change_{name}", f"Change one of the {name}", entry, problems, body),
    }
    if name in ("districts", "routing"):
        gone = _operation(f"remove_{name}", "Take it away", object_of({"version": COUNT}), problems)
        one["delete"] = {**gone, "parameters": [version]}
    added = _operation(f"add_{name}", f"Add to the {name}", entry, problems, body)
    added["responses"]["201"] = added["responses"].pop("200")
    all_of_it = object_of({"version": COUNT, name: array_of({"type": "object"})})
    return {
        f"{API}/{name}": {
            "get": _operation(f"list_{name}", f"All {name}", all_of_it, problems),
            "post": added,
        },
        f"{API}/{name}/{{code}}": one,
    }


def _operation(
    name: str, summary: str, answer: Schema, problems: Schema, body: Schema | None = None
) -> dict[str, Any]:
    content = {"application/json": {"schema": answer}}
    operation: dict[str, Any] = {
        "operationId": f"{name}_in_organisation",
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}} | problems,
    }
    if body is not None:
        sent = {"application/json": {"schema": body}}
        operation["requestBody"] = {"required": True, "content": sent}
    return operation


def _body(kind: type[BaseModel], bare: Bare) -> Schema:
    return bare(kind.model_json_schema())
