"""Photographs of the events' JSON Schemas, and what may change between a photograph and the class."""

import json
from pathlib import Path
from typing import Any

from shared.events.envelope import Event

FOLDER = Path(__file__).parent / "schemas"

Schema = dict[str, Any]


def schema_of(event: type[Event]) -> Schema:
    """The JSON Schema that readers are promised."""
    schema: Schema = event.model_json_schema(mode="serialization")
    return {"$id": f"urn:jiangxin:event:{event.TYPE}", **schema}


def path_of(event: type[Event]) -> Path:
    """Where an event's photograph is kept."""
    return FOLDER / f"{event.TYPE}.json"


def write(event: type[Event]) -> bool:
    """Photograph the event. Returns whether the file changed. Raises ValueError for a breaking change."""
    path = path_of(event)
    if path.exists() and (
        faults := breaking_changes(json.loads(path.read_text()), schema_of(event))
    ):
        raise ValueError(f"{event.TYPE}: {'; '.join(faults)}. Make a new major version instead.")
    text = json.dumps(schema_of(event), ensure_ascii=False, indent=2) + "\n"
    changed = not path.exists() or path.read_text() != text
    path.write_text(text)
    return changed


def breaking_changes(before: Schema, after: Schema) -> list[str]:
    """Why readers of `before` could not read `after`, or the reverse; empty when compatible.

    Within a major version optional fields may be added and words may change; nothing else may.
    """
    old, new = before["properties"], after["properties"]
    faults = [f"field {name} was removed" for name in old if name not in new]
    faults += [
        f"new field {name} has no default"
        for name in new
        if name not in old and "default" not in new[name]
    ]
    faults += [
        f"field {name} changed from {_shape(old[name])} to {_shape(new[name])}"
        for name in old
        if name in new and _shape(old[name]) != _shape(new[name])
    ]
    return faults + _in_definitions(before.get("$defs", {}), after.get("$defs", {}))


def _in_definitions(old: Schema, new: Schema) -> list[str]:
    """The same for the parts an event is made of."""
    return [
        f"{name}: {fault}"
        for name in old
        if name in new and "properties" in old[name]
        for fault in breaking_changes(old[name], new[name])
    ]


def _shape(field: Schema) -> Schema:
    """What of a field binds readers: everything but the words about it."""
    return {key: value for key, value in field.items() if key not in ("title", "description")}
