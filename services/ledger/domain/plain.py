"""Between domain values and what JSON keeps of them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints


def plain(value: object) -> object:
    """A value as JSON keeps it: moments as ISO 8601 in UTC, records as objects, tuples as lists."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value


def rebuilt(kind: Any, value: Any) -> Any:
    """The value of type `kind` that `plain` made this of. Raises ValueError for what is none."""
    if value is None:
        return None
    options = [each for each in get_args(kind) if each not in (NoneType, Ellipsis)]
    if isinstance(value, list):
        return tuple(rebuilt(options[0], each) for each in value)
    if options:
        return rebuilt(options[0], value)
    if is_dataclass(kind):
        return _record(kind, value)
    if kind is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value


@cache
def kinds_of(record: type) -> Mapping[str, Any]:
    """The types of a dataclass's fields, by name."""
    return get_type_hints(record)


def _record(kind: Any, value: Any) -> Any:
    """A record of its fields; earlier releases kept a measure as its text alone."""
    if not isinstance(value, dict):
        return kind(value)
    kinds = kinds_of(kind)
    return kind(**{name: rebuilt(kinds[name], each) for name, each in value.items()})
