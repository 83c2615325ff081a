"""The ledgers beside the spine in the OpenAPI description, from their classes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin

from services.ledger.domain.plain import kinds_of
from services.ledger.entrypoints.beside.area import Area

Schema = dict[str, Any]
_NAMES = {str: "string", datetime: "string", date: "string", bool: "boolean", int: "integer"}
_TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": 64}
_COUNT: Schema = {"type": "integer"}
_NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 2**53},
}


def schemas(areas: Sequence[type[Area]]) -> Schema:
    """An entry of each ledger, by the name of its class."""
    return {area.record.__name__: _record(area) for area in areas}


@dataclass(frozen=True, slots=True)
class Writing:
    """How the description of the whole API writes answers, problems and bodies."""

    answer: Callable[[Schema, str], Schema]
    problems: Callable[..., Schema]
    bare: Callable[[Schema], Schema]


def paths(areas: Sequence[type[Area]], writing: Writing) -> Schema:
    """Lists, entries and acts of each."""
    return {path: item for area in areas for path, item in _of_one(area, writing).items()}


def _of_one(area: type[Area], writing: Writing) -> Schema:
    home, name, title = f"/api/v1/ledgers/{area.slug}", area.record.__name__, area.title.en
    reading = {
        "operationId": f"read_{name}",
        "summary": f"{title}: one entry with its history",
        "responses": {"200": writing.answer(_whole(area), "It")} | writing.problems(401, 403, 404),
    }
    acts = {
        f"{home}/{{number}}/{act}": {"parameters": [_NUMBER], "post": _post(area, act, writing)}
        for act in area.bodies
    }
    return {
        home: {"get": _list(area, writing), "post": _post(area, "enter", writing)},
        f"{home}/{{number}}": {"parameters": [_NUMBER], "get": reading},
        **acts,
    }


def _post(area: type[Area], act: str, writing: Writing) -> Schema:
    kind = area.entering if act == "enter" else area.bodies[act]
    summary = f"{area.title.en}: {area.acts[act].heading.en}"
    body = {"application/json": {"schema": writing.bare(kind.model_json_schema())}}
    status = "201" if act == "enter" else "200"
    return {
        "operationId": f"{act}_{area.record.__name__}",
        "summary": summary,
        "requestBody": {"required": True, "content": body},
        "responses": {status: writing.answer(_whole(area), "The entry as it is then")}
        | writing.problems(401, 403, 404, 409, 422),
    }


def _list(area: type[Area], writing: Writing) -> Schema:
    page = _object({"entries": _array(_reference(area)), "next": {"type": ["string", "null"]}})
    numbers = [("after", 2**53), ("limit", 200)]
    query = [
        *({"name": name, "in": "query", "schema": _TEXT} for name in area.filters),
        *(
            {"name": name, "in": "query", "schema": {**_COUNT, "minimum": 1, "maximum": most}}
            for name, most in numbers
        ),
    ]
    return {
        "operationId": f"list_{area.record.__name__}",
        "summary": f"{area.title.en}: entries you may see",
        "parameters": query,
        "responses": {"200": writing.answer(page, "A page")} | writing.problems(401, 403, 422),
    }


def _whole(area: type[Area]) -> Schema:
    acts = _array({"enum": list(area.bodies)})
    more = _object({"history": _array(_HAPPENED), "allowed_acts": acts})
    return {"allOf": [_reference(area), more]}


def _reference(area: type[Area]) -> Schema:
    return {"$ref": f"#/components/schemas/{area.record.__name__}"}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_HAPPENED = _object(
    {
        "version": _COUNT,
        "at": {"type": "string", "format": "date-time"},
        **{name: {"type": "string"} for name in ("actor", "through", "action", "words")},
    }
)


def _record(area: type[Area]) -> Schema:
    record: type = area.record
    kinds = kinds_of(record)
    return _object({each.name: _kind(kinds[each.name]) for each in fields(area.record)})


def _kind(kind: Any) -> Schema:
    if get_origin(kind) is tuple:
        return _array(_kind(get_args(kind)[0]))
    options = [each for each in get_args(kind) or (kind,) if each is not NoneType]
    maybe = len(options) < len(get_args(kind))
    if issubclass(options[0], Enum):
        return {"enum": [*(each.value for each in options[0]), *([None] if maybe else [])]}
    name = _NAMES[options[0]]
    form = {datetime: {"format": "date-time"}, date: {"format": "date"}}.get(options[0], {})
    return {"type": [name, "null"] if maybe else name, **form}
