"""Telling one content from another without keeping either."""

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

Defaults = tuple[tuple[str, object], ...]


def defaults_of(example: Any, *, without: Sequence[str] = ()) -> Defaults:
    """Names and values of a dataclass instance with nothing said in it, by name."""
    names = sorted(each.name for each in fields(example))
    return tuple((name, getattr(example, name)) for name in names if name not in without)


def what_was_said(given: object, defaults: Defaults) -> list[tuple[str, str]]:
    """The fields that differ from the defaults, by name; a new optional field changes nothing."""
    return [
        (name, str(value))
        for name, default in defaults
        if (value := getattr(given, name)) != default
    ]


def fingerprint(key: bytes, said: Sequence[tuple[str, str]]) -> bytes:
    """Sixteen bytes, the same for the same fields; without the key nobody can try contents out."""
    # The length before each value keeps one field from continuing in the next.
    canonical = "".join([f"{name}:{len(value)}:{value};" for name, value in said])
    return hashlib.blake2b(canonical.encode(), digest_size=16, key=key).digest()
