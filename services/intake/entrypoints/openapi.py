"""The OpenAPI 3.1 document of the API: schemas from the models, the rest written by hand."""

from typing import Any

from services.intake.domain.progress import State
from services.intake.entrypoints.submission import Submission

Schema = dict[str, Any]


def document(version: str) -> Schema:
    """The whole document, as served under /openapi.json."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jiangxin intake",
            "version": version,
            "summary": "Hand in a complaint, see what became of it",
            "description": "Problems are RFC 9457 problem details in the language of the request"
            " (`?lang=`, else `Accept-Language`: zh or en).",
        },
        "servers": [{"url": "/"}],
        "security": [{}],
        "paths": {
            "/api/v1/complaints": {"post": _RECEIVE},
            "/api/v1/complaints/{number}": {"get": _PROGRESS},
            "/api/v1/categories": {"get": _CATEGORIES},
        },
        "components": {
            "schemas": _schemas(),
            "responses": {
                "Problem": {
                    "description": "What is wrong and what to do about it",
                    "content": {"application/problem+json": {"schema": _ref("Problem")}},
                }
            },
        },
    }


def _schemas() -> Schema:
    submission = Submission.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions: Schema = submission.pop("$defs")
    return {
        "Submission": submission,
        **definitions,
        "Receipt": _RECEIPT,
        "Progress": _PROGRESS_BODY,
        "Sentence": _SENTENCE,
        "Category": _CATEGORY,
        "Problem": _PROBLEM,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(required: tuple[str, ...] | None = None, **properties: Schema) -> Schema:
    """An object; every property is required unless `required` says otherwise."""
    needed = properties if required is None else required
    return {"type": "object", "properties": properties, "required": list(needed)}


def _answer(description: str, schema: Schema, headers: Schema | None = None) -> Schema:
    content = {"application/json": {"schema": schema}}
    return {"description": description, "content": content} | (
        {"headers": headers} if headers else {}
    )


def _problems(*statuses: int) -> Schema:
    return {str(status): {"$ref": "#/components/responses/Problem"} for status in statuses}


_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_MOMENT_OR_NULL: Schema = {"type": ["string", "null"], "format": "date-time"}
_STATE: Schema = {"type": "string", "enum": [state.value for state in State]}
_NUMBER: Schema = {
    "type": "string",
    "description": "day of receipt in China, sequence, two check digits (ISO/IEC 7064 MOD 97-10)",
    "examples": ["261123-000417-92"],
}
_RECEIPT = _object(
    complaint_number=_NUMBER,
    query_code={**_TEXT, "examples": ["KDY8WF6D"]},
    received_at=_MOMENT,
    status_url={"type": "string", "format": "uri"},
)
_SENTENCE = _object(
    status=_STATE,
    at={**_MOMENT_OR_NULL, "description": "null for what comes next"},
    text=_TEXT,
    note=_TEXT_OR_NULL,
    quote={**_TEXT_OR_NULL, "description": "the unit's own words"},
)
_PROGRESS_BODY = _object(
    complaint_number=_NUMBER,
    status=_STATE,
    status_text=_TEXT,
    title={**_TEXT, "description": "numbers that point to a person are stars"},
    received_at=_MOMENT,
    unit={"anyOf": [_object(code=_TEXT, name=_TEXT), {"type": "null"}]},
    due_at=_MOMENT_OR_NULL,
    due_basis={**_TEXT_OR_NULL, "description": "why it is due then"},
    late={"type": "boolean"},
    answer={
        "anyOf": [
            _object(text=_TEXT_OR_NULL, result=_TEXT_OR_NULL, at=_MOMENT),
            {"type": "null"},
        ]
    },
    story={"type": "array", "items": _ref("Sentence")},
)
_CATEGORY = _object(
    code=_TEXT,
    name=_object(zh=_TEXT, en=_TEXT),
    parent={**_TEXT_OR_NULL, "description": "code of the category above"},
)
_PROBLEM = _object(
    ("type", "title", "status", "detail"),
    type={"type": "string", "format": "uri"},
    title=_TEXT,
    status={"type": "integer"},
    detail=_TEXT,
    instance=_TEXT,
    correlation_id=_TEXT,
    errors={"type": "array", "items": _object(field=_TEXT, message=_TEXT)},
)
_RECEIVE: Schema = {
    "operationId": "receiveComplaint",
    "summary": "Hand in a complaint",
    "description": "The receipt is given after the commit: a complaint with a receipt is kept.",
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "description": "makes repeating safe: the same key and content give the same receipt",
            "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
        }
    ],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _ref("Submission")}},
    },
    "responses": {
        "201": _answer(
            "Kept",
            _ref("Receipt"),
            {"Location": {"description": "where its story is", "schema": _TEXT}},
        ),
        "200": _answer(
            "Kept before, under this key; the same receipt again",
            _ref("Receipt"),
            {"Idempotent-Replayed": {"schema": {"const": "true"}}},
        ),
        **_problems(400, 409, 413, 415, 422, 503),
    },
}
_PROGRESS: Schema = {
    "operationId": "tellProgress",
    "summary": "See what became of a complaint",
    "parameters": [
        {"name": "number", "in": "path", "required": True, "schema": _NUMBER},
        {
            "name": "code",
            "in": "query",
            "description": "the query code; or send it as X-Query-Code",
            "schema": _TEXT,
        },
        {"name": "X-Query-Code", "in": "header", "schema": _TEXT},
    ],
    "responses": {
        "200": _answer("Its story so far", _ref("Progress")),
        **_problems(404, 422, 429, 503),
    },
}
_CATEGORIES: Schema = {
    "operationId": "listCategories",
    "summary": "The categories in use, parents before their children",
    "responses": {
        "200": _answer(
            "The categories", _object(categories={"type": "array", "items": _ref("Category")})
        ),
        **_problems(503),
    },
}
