"""The OpenAPI 3.1 description of the ledger's API; request bodies are the pydantic classes' schemas."""

from typing import Any

from pydantic import BaseModel

from services.ledger.entrypoints.administration import openapi as administration
from services.ledger.entrypoints.api import Asked
from services.ledger.entrypoints.beside import openapi as beside
from services.ledger.entrypoints.beside.areas import AREAS
from services.ledger.entrypoints.bodies import BODIES
from services.ledger.entrypoints.contacts.reveal import RevealBody
from services.ledger.entrypoints.deadlines import openapi as deadlines
from services.ledger.entrypoints.deadlines.bodies import (
    CalendarBody,
    CasesBody,
    LimitBody,
    RuleBody,
)
from services.ledger.entrypoints.evidence import openapi as evidence
from services.ledger.entrypoints.login import Credentials
from services.ledger.entrypoints.openapi_schemas import (
    DEADLINE,
    LISTED,
    MAYBE,
    PROBLEM,
    REVEALED,
    SESSION,
    TEXT,
    UNIT,
    WHOLE,
    Schema,
    array_of,
    object_of,
    reference,
)
from services.ledger.entrypoints.process_log import openapi as process_log
from services.ledger.entrypoints.service_items.openapi import Written, item_paths

_SUMMARIES = {
    "dispatch": ("Send a task to a unit and, where it matters, to a named owner", "dispatcher"),
    "sign": ("Take a task on", "its owner, or somebody of its unit"),
    "report": ("Say what was done", "its owner, or the head of its unit"),
    "close": ("Close a task after the audit", "dispatcher or supervisor who did not handle it"),
    "accept": ("Accept a task before it is clear whose it is", "dispatcher"),
    "answer": ("Answer on the spot", "dispatcher"),
    "decline": ("Decline for a lawful reason, with where to turn", "dispatcher"),
    "merge": ("Merge into the task it duplicates", "dispatcher"),
    "contact": ("Record a contact with the person", "the lead unit or one that assists"),
    "plan": ("Plan a measure", "the lead unit or one that assists"),
    "fulfil": ("Finish a measure", "the lead unit or one that assists"),
    "defer": ("Plan for the long term, with a promised date", "its owner, or the head of its unit"),
    "ask_return": ("Ask to return a task", "its owner, or the head of its unit"),
    "approve_return": ("Approve a return", "dispatcher; in arbitration, supervisor"),
    "reject_return": ("Reject a return", "dispatcher; in arbitration, supervisor"),
    "arbitrate": ("Refer a return to arbitration", "dispatcher"),
    "assign_finally": ("Answer a return by assigning for good", "supervisor"),
    "ask_extension": ("Ask for more time", "its owner, or the head of its unit"),
    "approve_extension": ("Grant more time", "head of the unit or supervisor who did not ask"),
    "reject_extension": ("Refuse more time", "head of the unit or supervisor who did not ask"),
    "pass_audit": (
        "Accept the report; then call back",
        "dispatcher or supervisor who did not handle it",
    ),
    "fail_audit": ("Send the report back", "dispatcher or supervisor who did not handle it"),
    "call_back": ("Record a call-back", "dispatcher or supervisor who did not handle it"),
    "write_off": ("Write a closed task off", "dispatcher or supervisor who did not handle it"),
    "reopen": ("Take a closed task up again", "dispatcher or supervisor"),
    "supervise": ("Press for a task", "supervisor"),
    "recuse": ("Keep somebody out of a task", "oneself; others by head, dispatcher, supervisor"),
    "pause": ("Stop the clock, where the rule allows it", "head of the unit or supervisor"),
    "resume": ("Let the clock go on", "head of the unit or supervisor"),
    "lift": ("Lift the supervision", "supervisor"),
    "withdraw": ("The person takes it back", "dispatcher, supervisor"),
}


def _json(schema: Schema, description: str) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _problems(*statuses: int) -> Schema:
    words = {
        401: "Not signed in",
        403: "Somebody else has to do this; the type names the guard",
        404: "No such task within your scope",
        409: "Not now: the task is elsewhere, or somebody was quicker",
        422: "Fields that need attention, each named",
        429: "Too often; see Retry-After",
        502: "Intake answered and could not tell",
        503: "Intake is away; see Retry-After",
    }
    content = {"application/problem+json": {"schema": reference("Problem")}}
    return {str(status): {"description": words[status], "content": content} for status in statuses}


_NUMBER: Schema = {"name": "number", "in": "path", "required": True, "schema": TEXT}
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
    answer = {"200": _json(reference("WholeTask"), "The task as it is then")}
    if name == "recuse":
        answer["204"] = {"description": "Done; the task is no longer yours to see"}
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


def _renew() -> Schema:
    fresh = object_of({"token": TEXT, "expires_in": SESSION["expires_in"]})
    return {
        "operationId": "renew_session",
        "summary": "A fresh token while the session goes on; send the old one, expired or not",
        "responses": {"201": _json(fresh, "The token")} | _problems(401),
    }


def _reveal() -> Schema:
    body = {"application/json": {"schema": _bare(RevealBody.model_json_schema())}}
    answer = _json(object_of(REVEALED), "How to reach the person; shown once, kept nowhere")
    return {
        "post": {
            "operationId": "reveal_contact",
            "summary": "See how to reach whoever complained; it goes into the trail",
            "description": "For: who works on it, dispatchers, supervisors; confidential: the centre.",
            "parameters": [_NUMBER, _LANGUAGE],
            "requestBody": {"required": True, "content": body},
            "responses": {"200": answer} | _problems(401, 403, 404, 409, 422, 429, 502, 503),
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


def _deadline_bodies() -> dict[str, Schema]:
    kinds: dict[str, type[BaseModel]] = {
        "rule": RuleBody,
        "limit": LimitBody,
        "calendar": CalendarBody,
        "cases": CasesBody,
    }
    return {name: _bare(kind.model_json_schema()) for name, kind in kinds.items()}


def _paths() -> Schema:
    task = "/api/v1/tasks/{number}"
    page = object_of({"tasks": array_of(reference("ListedTask")), "next": MAYBE})
    credentials = {"application/json": {"schema": _bare(Credentials.model_json_schema())}}
    session = {
        "operationId": "begin_session",
        "summary": "A token for a program",
        "security": [],
        "requestBody": {"required": True, "content": credentials},
        "responses": {"201": _json(object_of(SESSION), "The token")} | _problems(401, 422, 429),
    }
    return {
        "/api/v1/session": {"post": session},
        "/api/v1/session/renew": {"post": _renew()},
        "/api/v1/tasks": _get("list_tasks", "Tasks within your scope", page, _parameters()),
        task: _get(
            "read_task", "A task with its trail", reference("WholeTask"), [_NUMBER, _LANGUAGE]
        ),
        f"{task}/deadline": _get(
            "explain_deadline",
            "How the due date came about",
            reference("Deadline"),
            [_NUMBER, _LANGUAGE],
        ),
        **{f"{task}/{name}": _act(name) for name in BODIES},
        **beside.paths(AREAS, beside.Writing(_json, _problems, _bare)),
        f"{task}/reveal": _reveal(),
        **evidence.paths(_problems(401, 403, 404, 409, 422)),
        **item_paths(Written(_bare, _json, _problems)),
        "/api/v1/units": _get(
            "list_units", "Units and staff", object_of({"units": array_of(object_of(UNIT))}), []
        ),
        **deadlines.paths(_deadline_bodies(), _problems(401, 403, 404, 409, 422)),
        **process_log.paths(_problems(401, 403, 422)),
        **administration.paths(_bare, _problems(401, 403, 404, 409, 422)),
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
            "ListedTask": object_of(LISTED),
            "WholeTask": object_of(WHOLE),
            "Deadline": DEADLINE,
            "Problem": PROBLEM,
            **beside.schemas(AREAS),
        },
    },
}
