"""The OpenAPI 3.1 document of the deliveries API."""

from typing import Any

from services.notifier.domain.notice import State
from services.notifier.domain.outcome import Answer
from services.notifier.entrypoints.api import MOST, USUAL
from services.notifier.entrypoints.words import AUDIENCES, REASONS

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_MOMENT = {"type": "string", "format": "date-time"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_MOMENT_OR_NULL = {"type": ["string", "null"], "format": "date-time"}


def openapi(version: str) -> dict[str, Any]:
    """Paths, parameters and schemas, as served at `/openapi.json`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jiangxin notifier",
            "version": version,
            "description": "Who was told of what, by which means, and how it went.",
        },
        "paths": _PATHS,
        "components": {
            "schemas": {"Delivery": _DELIVERY, "Attempt": _ATTEMPT, "Problem": _PROBLEM_BODY},
            "responses": {"Problem": _PROBLEM_ANSWER},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "session": {"type": "apiKey", "in": "cookie", "name": "jx_session"},
            },
        },
        "security": [{"token": []}, {"session": []}],
    }


def _query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _text(most: int = 100) -> dict[str, Any]:
    return {"type": "string", "maxLength": most}


def _whole(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Delivery"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_QUERY = [
    _query("state", "only this state", {"type": "string", "enum": list(State)}),
    _query("unit", "code of the recipient's unit", _text()),
    _query("recipient", "staff id", _text()),
    _query("reason", "why they are told", {"type": "string", "enum": list(REASONS)}),
    _query("task", "number of the task", _text()),
    _query("q", "part of a name, beginning of a staff id or of a task's number", _text()),
    _query(
        "limit",
        "deliveries a page",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    ),
    _query("after", "from the previous page's `next`", _text(200)),
]
_ID = {
    "name": "notice_id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
}
_PAGE = {
    "type": "object",
    "required": ["deliveries", "next"],
    "properties": {
        "deliveries": {"type": "array", "items": {"$ref": "#/components/schemas/Delivery"}},
        "next": {**_TEXT_OR_NULL, "description": "address of the following page; null at the end"},
    },
}
_PATHS: dict[str, Any] = {
    "/api/v1/deliveries": {
        "get": {
            "operationId": "deliveries",
            "summary": "Deliveries, the newest first",
            "description": "Dispatchers, supervisors and auditors see all; a head, the own unit's.",
            "parameters": _QUERY,
            "responses": {
                "200": {
                    "description": "A page",
                    "content": {"application/json": {"schema": _PAGE}},
                },
                "401": _PROBLEM,
                "403": _PROBLEM,
                "422": _PROBLEM,
            },
        }
    },
    "/api/v1/deliveries/{notice_id}": {
        "get": {
            "operationId": "delivery",
            "summary": "One delivery with its attempts",
            "parameters": [_ID],
            "responses": {
                "200": _whole("The delivery"),
                "401": _PROBLEM,
                "403": _PROBLEM,
                "404": _PROBLEM,
            },
        }
    },
    "/api/v1/deliveries/{notice_id}/retry": {
        "post": {
            "operationId": "retryDelivery",
            "summary": "Have it sent again",
            "description": "For dispatchers and supervisors. A pending one is sent now; one that"
            " was delivered or is being sent is refused with 409. Asking twice is safe.",
            "parameters": [_ID],
            "responses": {
                "202": _whole("Back in line"),
                "401": _PROBLEM,
                "403": _PROBLEM,
                "404": _PROBLEM,
                "409": _PROBLEM,
            },
        }
    },
}
_DELIVERY = {
    "type": "object",
    "required": ["id", "recipient_id", "reason", "task_number", "state", "attempts"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "recipient_id": {"type": "string"},
        "recipient_name": {"type": "string"},
        "unit_code": {**_TEXT_OR_NULL, "description": "the recipient's unit"},
        "reason": {"type": "string"},
        "audience": {"type": "string", "enum": list(AUDIENCES)},
        "task_number": {"type": "string"},
        "occurrence": {"type": "integer", "description": "which time this happens to the task"},
        "state": {"type": "string", "enum": list(State)},
        "transport": _TEXT_OR_NULL,
        "attempts": {"type": "integer", "minimum": 0},
        "next_attempt_at": {**_MOMENT_OR_NULL, "description": "null unless pending"},
        "last_words": {**_TEXT_OR_NULL, "description": "the provider's, addresses masked"},
        "letter_id": {
            **_TEXT_OR_NULL,
            "description": "the same for notices that travelled together",
        },
        "created_at": _MOMENT,
        "changed_at": _MOMENT,
        "attempt_log": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Attempt"},
            "description": "the first attempt first; only where one delivery was asked for",
        },
    },
}
_ATTEMPT = {
    "type": "object",
    "required": ["number", "transport", "started_at", "answer"],
    "properties": {
        "number": {"type": "integer", "minimum": 1},
        "transport": {"type": "string"},
        "started_at": _MOMENT,
        "ended_at": _MOMENT_OR_NULL,
        "answer": {
            "type": ["string", "null"],
            "enum": [*Answer, None],
            "description": "null while under way, or when the service died in the attempt",
        },
        "words": _TEXT_OR_NULL,
        "asked_by": {**_TEXT_OR_NULL, "description": "the officer who had it sent again"},
    },
}
_PROBLEM_BODY = {
    "type": "object",
    "description": "RFC 9457, in the language asked for",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_PROBLEM_ANSWER = {
    "description": "What is wrong, and what to do",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
