"""The part of the OpenAPI description that is about evidence."""

from services.ledger.domain.evidence.attaching import Shows
from services.ledger.domain.evidence.kinds import KINDS
from services.ledger.entrypoints.openapi_schemas import (
    COUNT,
    MAYBE,
    MOMENT,
    TEXT,
    Schema,
    array_of,
    object_of,
)

_SHOWS: Schema = {"enum": [each.value for each in Shows]}
_FILE = object_of(
    {
        **dict.fromkeys(("evidence_id", "name", "sha256", "caption", "added_by", "href"), TEXT),
        "media_type": {"enum": [kind.media_type for kind in KINDS]},
        "size": COUNT,
        "shows": _SHOWS,
        "added_by_name": MAYBE,
        "added_at": MOMENT,
    }
)
_FILES = object_of({"task_number": TEXT, "version": COUNT, "evidence": array_of(_FILE)})
_BYTES: Schema = {"type": "string", "contentMediaType": "application/octet-stream"}
_FORM: Schema = {
    "type": "object",
    "required": ["expected_version", "shows", "file"],
    "properties": {
        "expected_version": COUNT,
        "shows": _SHOWS,
        "caption": {"type": "string", "maxLength": 200},
        "file": {"type": "array", "items": _BYTES, "description": "last in the form; 1 to 10"},
    },
}
_NUMBER: Schema = {"name": "number", "in": "path", "required": True, "schema": TEXT}
_ID: Schema = {"name": "evidence_id", "in": "path", "required": True, "schema": TEXT}


def paths(problems: Schema) -> dict[str, Schema]:
    """Two addresses; `problems` are the answers every one of them may give."""
    listed = {"application/json": {"schema": _FILES}}
    away = {"503": {"description": "Where files are kept is away; see Retry-After"}}
    large = {"413": {"description": "A file, or all of them, larger than is taken"}}
    return {
        "/api/v1/tasks/{number}/evidence": {
            "get": {
                "operationId": "list_evidence",
                "summary": "The files of a task",
                "parameters": [_NUMBER],
                "responses": {"200": {"description": "The files", "content": listed}} | problems,
            },
            "post": {
                "operationId": "attach_evidence",
                "summary": "Add files to a task: all of them, or none",
                "description": "For: the units at work, dispatchers, supervisors. The digest of "
                "each file goes into the trail.",
                "parameters": [_NUMBER],
                "requestBody": {
                    "required": True,
                    "content": {"multipart/form-data": {"schema": _FORM}},
                },
                "responses": {"201": {"description": "All files then", "content": listed}}
                | problems
                | away
                | large,
            },
        },
        "/api/v1/tasks/{number}/evidence/{evidence_id}": {
            "get": {
                "operationId": "read_evidence",
                "summary": "The bytes of a file",
                "parameters": [_NUMBER, _ID],
                "responses": {
                    "200": {"description": "The file", "content": {"*/*": {"schema": _BYTES}}},
                    "304": {"description": "You have it: the digest is the ETag"},
                }
                | problems
                | away,
            }
        },
    }
