"""Service items in the ledger's OpenAPI description."""

from collections.abc import Callable
from dataclasses import dataclass
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


_CHANGED = object_of(
    {
        "figures": array_of(_FIGURE),
        **dict.fromkeys(("steps", "materials", "fees"), _CHANGES),
        "facts": array_of(ANY_OBJECT),
    }
)
_VERSIONS = [
    {"name": name, "in": "query", "required": name == "to", "schema": {"type": "integer"}}
    for name in ("from", "to")
]


@dataclass(frozen=True, slots=True)
class Written:
    """The description's own way of writing schemas, answers and problems."""

    bare: Callable[[Schema], Schema]
    json: Callable[[Schema, str], Schema]
    problems: Callable[..., Schema]

    def kind(self, kind: Any) -> Schema:
        """The schema of a domain record."""
        return self.bare(TypeAdapter(kind).json_schema())

    def get(
        self, name: str, summary: str, answer: Schema, parameters: list[Schema]
    ) -> dict[str, Schema]:
        """A question."""
        return {
            "get": {
                "operationId": name,
                "summary": summary,
                "parameters": parameters,
                "responses": {"200": self.json(answer, summary)}
                | self.problems(401, 403, 404, 422),
            }
        }

    def post(
        self, name: str, summary: str, body: type[BaseModel], answer: Schema, status: int
    ) -> dict[str, Schema]:
        """An act."""
        content = {"application/json": {"schema": self.bare(body.model_json_schema())}}
        return {
            "post": {
                "operationId": name,
                "summary": summary,
                "description": "For: dispatcher, or the head of the item's unit.",
                "parameters": [_LANGUAGE] if name == "enter_item" else [_CODE, _LANGUAGE],
                "requestBody": {"required": True, "content": content},
                "responses": {str(status): self.json(answer, summary)}
                | self.problems(401, 403, 404, 409, 422),
            }
        }


def item_paths(written: Written) -> Schema:
    """Every path under `/api/v1/service-items`."""
    one = f"{BASE}/{{code}}"
    snapshot = written.kind(Snapshot)
    snapshots = object_of({"snapshots": array_of(snapshot)})
    draft = _draft(written)
    return {
        BASE: written.get("list_items", "Service items", _page(written), _query(written))
        | written.post("enter_item", "Add an item", HeadingBody, object_of(_HEADING), 201),
        one: written.get("read_item", "An item with its guide", _whole(snapshot), [_CODE]),
        f"{one}/snapshots": written.get("list_snapshots", "Its versions", snapshots, [_CODE]),
        f"{one}/difference": written.get(
            "compare_snapshots",
            "Two versions compared; 0 is nothing",
            _CHANGED,
            [_CODE, *_VERSIONS],
        ),
        f"{one}/draft": written.get(
            "read_draft", "The draft, and what lint finds", draft, [_CODE, _LANGUAGE]
        )
        | written.post(
            "keep_draft", "Keep a draft; without a guide it is thrown away", DraftBody, draft, 200
        ),
        f"{one}/publish": written.post(
            "publish_item", "Publish the draft", PublicationBody, snapshot, 201
        ),
    }


def _query(written: Written) -> list[Schema]:
    asked = written.bare(AskedItems.model_json_schema())["properties"]
    return [{"name": name, "in": "query", "schema": each} for name, each in asked.items()]


def _page(written: Written) -> Schema:
    listed = {
        **_HEADING,
        "drafted": YES_NO,
        "steps": MAYBE_COUNT,
        "materials": MAYBE_COUNT,
        "promised": _or_none(written.kind(Days)),
        "trips": MAYBE_COUNT,
        "published_at": MAYBE_MOMENT,
    }
    return object_of({"items": array_of(object_of(listed)), "total": COUNT, "next": MAYBE})


def _whole(snapshot: Schema) -> Schema:
    more = {"editable": YES_NO, "drafted": YES_NO, "snapshot": _or_none(snapshot)}
    return object_of({**_HEADING, **more})


def _draft(written: Written) -> Schema:
    return object_of(
        {
            "code": TEXT,
            "revision": COUNT,
            "drafted": YES_NO,
            "guide": written.kind(Guide),
            "findings": array_of(_FINDING),
        }
    )


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
