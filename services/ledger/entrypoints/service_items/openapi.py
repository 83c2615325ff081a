"""Service items in the ledger's OpenAPI description."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, TypeAdapter

from services.ledger.domain.service_items.guide import Days, Guide
from services.ledger.domain.service_items.item import Snapshot
from services.ledger.entrypoints.openapi_schemas import (
    COUNT,
    MAYBE,
    MAYBE_MOMENT,
    TEXT,
    YES_NO,
    Schema,
    array_of,
    object_of,
)
from services.ledger.entrypoints.service_items.api import BASE, AskedItems
from services.ledger.entrypoints.service_items.bodies import (
    DraftBody,
    HeadingBody,
    PublicationBody,
)

MAYBE_COUNT: Schema = {"type": ["integer", "null"]}
ANY_OBJECT: Schema = {"type": "object"}
_CODE: Schema = {"name": "code", "in": "path", "required": True, "schema": TEXT}
_LANGUAGE: Schema = {"name": "lang", "in": "query", "schema": {"enum": ["zh", "en"]}}
_HEADING = {
    **dict.fromkeys(("code", "name_zh", "name_en", "office", "theme"), TEXT),
    "unit_code": MAYBE,
    "version": COUNT,
    "revision": COUNT,
}
_CHANGES = object_of(
    {
        **dict.fromkeys(("removed", "added", "changed"), array_of(ANY_OBJECT)),
        "order": array_of(TEXT),
    }
)
_FIGURE = object_of({"name": TEXT, **dict.fromkeys(("before", "after", "less"), MAYBE_COUNT)})
_FINDING = object_of(dict.fromkeys(("rule", "severity", "place", "words"), TEXT))
Answer = Callable[..., Schema]


def item_paths(bare: Answer, json: Answer, problems: Answer) -> Schema:
    """The paths, with the description's own way of writing schemas, answers and problems."""
    guide, days, snapshot = (bare(TypeAdapter(each).json_schema()) for each in _KINDS)
    listed = object_of(
        {
            **_HEADING,
            "drafted": YES_NO,
            "steps": MAYBE_COUNT,
            "materials": MAYBE_COUNT,
            "promised": {"anyOf": [days, {"type": "null"}]},
            "trips": MAYBE_COUNT,
            "published_at": MAYBE_MOMENT,
        }
    )
    whole = object_of(
        {
            **_HEADING,
            "editable": YES_NO,
            "drafted": YES_NO,
            "snapshot": {"anyOf": [snapshot, {"type": "null"}]},
        }
    )
    draft = object_of(
        {"code": TEXT, "revision": COUNT, "drafted": YES_NO, "guide": guide,
         "findings": array_of(_FINDING)}
    )  # fmt: skip
    difference = object_of(
        {
            "figures": array_of(_FIGURE),
            **dict.fromkeys(("steps", "materials", "fees"), _CHANGES),
            "facts": array_of(ANY_OBJECT),
        }
    )
    page = object_of({"items": array_of(listed), "total": COUNT, "next": MAYBE})
    versions = [
        {"name": name, "in": "query", "required": name == "to", "schema": {"type": "integer"}}
        for name in ("from", "to")
    ]
    asked = bare(AskedItems.model_json_schema())["properties"]
    query = [{"name": name, "in": "query", "schema": each} for name, each in asked.items()]

    def get(name: str, summary: str, answer: Schema, parameters: list[Schema]) -> Schema:
        responses = {"200": json(answer, summary)} | problems(401, 403, 404, 422)
        return {"operationId": name, "summary": summary, "parameters": parameters,
                "responses": responses}  # fmt: skip

    def post(name: str, summary: str, body: type[BaseModel], answer: Schema, code: str) -> Schema:
        content = {"application/json": {"schema": bare(body.model_json_schema())}}
        return {
            "operationId": name,
            "summary": summary,
            "description": "For: dispatcher, or the head of the item's unit.",
            "parameters": [_LANGUAGE] if name == "enter_item" else [_CODE, _LANGUAGE],
            "requestBody": {"required": True, "content": content},
            "responses": {code: json(answer, summary)} | problems(401, 403, 404, 409, 422),
        }

    one = f"{BASE}/{{code}}"
    snapshots = object_of({"snapshots": array_of(snapshot)})
    return {
        BASE: {
            "get": get("list_items", "Service items", page, query),
            "post": post("enter_item", "Add an item", HeadingBody, object_of(_HEADING), "201"),
        },
        one: {"get": get("read_item", "An item with its guide", whole, [_CODE])},
        f"{one}/snapshots": {"get": get("list_snapshots", "All its versions", snapshots, [_CODE])},
        f"{one}/difference": {
            "get": get("compare_snapshots", "Two versions compared; from 0 is from nothing",
                       difference, [_CODE, *versions])
        },
        f"{one}/draft": {
            "get": get("read_draft", "The draft, and what lint finds", draft, [_CODE, _LANGUAGE]),
            "post": post("keep_draft", "Keep a draft; without a guide it is thrown away",
                         DraftBody, draft, "200"),
        },
        f"{one}/publish": {
            "post": post("publish_item", "Publish the draft", PublicationBody, snapshot, "201")
        },
    }  # fmt: skip


_KINDS: tuple[Any, ...] = (Guide, Days, Snapshot)
