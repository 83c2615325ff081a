"""The OpenAPI 3.1 description of the ledger's API; request bodies are the pydantic classes' schemas."""

from typing import Any

from services.ledger.domain.task import Action, Result, State
from services.ledger.entrypoints.api import Asked
from services.ledger.entrypoints.bodies import BODIES
from services.ledger.entrypoints.login import Credentials
from shared.web.roles import Role

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
_YES_NO: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer"}
_SUMMARIES = {
    "dispatch": ("Send a task to a unit and, where it matters, to a named owner", "dispatcher"),
    "sign": ("Take a task on", "its owner, or somebody of its unit"),
    "report": ("Say what was done", "its owner, or the head of its unit"),
    "close": ("Close a task after the audit", "dispatcher or supervisor who did not handle it"),
}


def _object(properties: Schema, **more: object) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _json(schema: Schema, description: str) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _problems(*statuses: int) -> Schema:
    words = {
        401: "Not signed in",
        403: "Somebody else has to do this; the type names the guard",
        404: "No such task within your scope",
        409: "Not now: the task is elsewhere, or somebody was quicker",
        422: "Fields that need attention, each named",
        429: "Too many wrong passwords; see Retry-After",
    }
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {str(status): {"description": words[status], "content": content} for status in statuses}


_LISTED = {
    "task_number": _TEXT,
    "state": {"enum": [state.value for state in State]},
    "version": {"type": "integer", "description": "send it back as expected_version"},
    "title": _TEXT,
    "nature": _TEXT,
    "channel": _TEXT,
    "category_code": _MAYBE,
    "district_code": _MAYBE,
    "service_item_code": _MAYBE,
    "confidential": _YES_NO,
    "wants_reply": _YES_NO,
    "received_at": _MOMENT,
    "registered_at": _MOMENT,
    "unit_code": _MAYBE,
    "owner_id": _MAYBE,
    "hop": {"type": "integer", "description": "how many times it has been dispatched"},
    "rule_code": _MAYBE,
    "dispatched_at": _MAYBE_MOMENT,
    "due_at": _MAYBE_MOMENT,
    "deadline_rule": _MAYBE,
    "calendar_version": _MAYBE,
    "signed_at": _MAYBE_MOMENT,
    "reported_at": _MAYBE_MOMENT,
    "reporter_id": _MAYBE,
    "result": {"enum": [*(result.value for result in Result), None]},
    "closed_at": _MAYBE_MOMENT,
    "deadline": _object(
        {
            "light": {"enum": ["green", "amber", "red", "done", "none"]},
            "words": _TEXT,
            "working_days_left": {"type": ["integer", "null"]},
        }
    ),
}
_ENTRY = {
    "task_number": _TEXT,
    "sequence": _COUNT,
    "at": _MOMENT,
    "actor": _TEXT,
    "actor_name": _MAYBE,
    "on_behalf_of": _MAYBE,
    "through": _TEXT,
    "action": {"enum": [action.value for action in Action]},
    "before": {"type": "object"},
    "after": {"type": "object"},
}
_REPORT = {
    "sequence": _COUNT,
    "result": _TEXT,
    "public_reply": _TEXT,
    "measures": _array(_TEXT),
    "note": _TEXT,
    "reported_by": _TEXT,
    "reported_at": _MOMENT,
}
_DEADLINE: Schema = {
    "type": "object",
    "required": ["task_number", "due_at", "basis"],
    "properties": {
        "task_number": _TEXT,
        "due_at": _MAYBE_MOMENT,
        "dispatched_at": _MOMENT,
        "provisional": _YES_NO,
        "calendar_version": _MAYBE,
        "rule": _object({"code": _TEXT, "working_days": _COUNT, "name": _TEXT, "source": _TEXT}),
        "basis": _TEXT,
        "basis_zh": _TEXT,
        "basis_en": _TEXT,
        "days": _array(
            _object(
                {
                    "day": {"type": "string", "format": "date"},
                    "kind": {"enum": ["working", "make_up", "weekend", "holiday"]},
                    "working_day": {"type": ["integer", "null"]},
                    "note": _TEXT,
                }
            )
        ),
    },
}
_UNIT = {
    "unit_code": _TEXT,
    "name_zh": _TEXT,
    "name_en": _TEXT,
    "parent_code": _MAYBE,
    "staff": _array(
        _object(
            {
                "staff_id": _TEXT,
                "name": _TEXT,
                "roles": _array({"enum": [role.value for role in Role]}),
            }
        )
    ),
}
_SESSION = {
    "token": _TEXT,
    "expires_in": {"type": "integer", "description": "seconds"},
    "officer": _object(
        {"staff_id": _TEXT, "name": _TEXT, "unit_code": _MAYBE, "roles": _array(_TEXT)}
    ),
}
_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": _COUNT,
        "detail": _TEXT,
        "instance": _TEXT,
        "errors": _array(_object({"field": _TEXT, "message": _TEXT})),
    },
}
_NUMBER: Schema = {"name": "number", "in": "path", "required": True, "schema": _TEXT}
_LANGUAGE: Schema = {"name": "lang", "in": "query", "schema": {"enum": ["zh", "en"]}}


def _bare(schema: Schema) -> Schema:
    """A pydantic schema with its definitions put in their places."""
    definitions = schema.pop("$defs", {})

    def resolved(part: Any) -> Any:
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            return (
                resolved(definitions[name]) if name else {k: resolved(v) for k, v in part.items()}
            )
        return [resolved(each) for each in part] if isinstance(part, list) else part

    return dict(resolved(schema))


def _parameters() -> list[Schema]:
    """The query of the list, from the class that reads it; sets are written with commas."""
    properties = _bare(Asked.model_json_schema())["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "schema": schema,
            **({"style": "form", "explode": False} if schema.get("type") == "array" else {}),
        }
        for name, schema in properties.items()
    ]


def _act(name: str) -> Schema:
    summary, who = _SUMMARIES[name]
    body = {"application/json": {"schema": _bare(BODIES[name].model_json_schema())}}
    answer = {"200": _json(_ref("WholeTask"), "The task as it is then")}
    return {
        "post": {
            "operationId": f"{name}_task",
            "summary": summary,
            "description": f"For: {who}.",
            "parameters": [_NUMBER, _LANGUAGE],
            "requestBody": {"required": True, "content": body},
            "responses": answer | _problems(401, 403, 404, 409, 422),
        }
    }


def _get(operation: str, summary: str, answer: Schema, parameters: list[Schema]) -> Schema:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": parameters,
            "responses": {"200": _json(answer, summary)} | _problems(401, 403, 404, 422),
        }
    }


def _paths() -> Schema:
    task = "/api/v1/tasks/{number}"
    page = _object({"tasks": _array(_ref("ListedTask")), "next": _MAYBE})
    credentials = {"application/json": {"schema": _bare(Credentials.model_json_schema())}}
    session = {
        "operationId": "begin_session",
        "summary": "A token for a program",
        "security": [],
        "requestBody": {"required": True, "content": credentials},
        "responses": {"201": _json(_object(_SESSION), "The token")} | _problems(401, 422, 429),
    }
    return {
        "/api/v1/session": {"post": session},
        "/api/v1/tasks": _get("list_tasks", "Tasks within your scope", page, _parameters()),
        task: _get("read_task", "A task with its trail", _ref("WholeTask"), [_NUMBER, _LANGUAGE]),
        f"{task}/deadline": _get(
            "explain_deadline",
            "How the due date came about",
            _ref("Deadline"),
            [_NUMBER, _LANGUAGE],
        ),
        **{f"{task}/{name}": _act(name) for name in BODIES},
        "/api/v1/units": _get(
            "list_units", "Units and staff", _object({"units": _array(_object(_UNIT))}), []
        ),
    }


_WHOLE = {
    **_LISTED,
    "content": _TEXT,
    "has_contact": _YES_NO,
    "occurred_at": _MAYBE_MOMENT,
    "allowed_actions": _array({"enum": list(BODIES)}),
    "trail": _array(_object(_ENTRY)),
    "reports": _array(_object(_REPORT)),
}
OPENAPI: Schema = {
    "openapi": "3.1.0",
    "info": {
        "title": "jiangxin ledger",
        "version": "1",
        "description": "Tasks: lists, the trail, deadlines explained, and what officers do with them.",
    },
    "security": [{"token": []}, {"cookie": []}],
    "paths": _paths(),
    "components": {
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "cookie": {"type": "apiKey", "in": "cookie", "name": "jx_session"},
        },
        "schemas": {
            "ListedTask": _object(_LISTED),
            "WholeTask": _object(_WHOLE),
            "Deadline": _DEADLINE,
            "Problem": _PROBLEM,
        },
    },
}
