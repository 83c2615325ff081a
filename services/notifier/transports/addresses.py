"""Where a transport's messages go: each unit's own address, or the city's for all that have none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

CITY = "city"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one transport, by unit code."""

    by_unit: Mapping[str, str] = field(default_factory=dict)
    city: str | None = None

    def of(self, unit_code: str | None) -> str | None:
        """The unit's own, else the city's; None when there is neither."""
        return self.by_unit.get(unit_code or "") or self.city

    def every(self) -> list[str]:
        """All of them, to be checked at the start."""
        return [*self.by_unit.values(), *([self.city] if self.city else [])]


class UnreadableAddresses(ValueError):
    """`transport_urls` is not what it should be; the text says where, without the addresses."""


def parse_addresses(text: str) -> dict[str, Addresses]:
    """By transport, from YAML or JSON: `city: {wecom: …}` and `units: {<code>: {wecom: …}}`.

    Empty for an empty text. Raises `UnreadableAddresses`.
    """
    try:
        document: Any = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise UnreadableAddresses(
            f"transport_urls is neither YAML nor JSON: {_where(error)}"
        ) from None
    city = _addresses(document, CITY)
    units = _mapping(document, "units")
    by_unit = {str(code): _addresses(units, code) for code in units}
    names = dict.fromkeys([*city, *(name for each in by_unit.values() for name in each)])
    return {
        name: Addresses(
            {code: each[name] for code, each in by_unit.items() if name in each}, city.get(name)
        )
        for name in names
    }


def _addresses(document: Any, key: str) -> dict[str, str]:
    return {str(name): str(address) for name, address in _mapping(document, key).items()}


def _mapping(document: Any, key: str) -> dict[Any, Any]:
    found = document.get(key) or {} if isinstance(document, dict) else None
    if not isinstance(found, dict):
        raise UnreadableAddresses(f"transport_urls: {key} must be a table of names and addresses")
    return found


def _where(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "unreadable"
