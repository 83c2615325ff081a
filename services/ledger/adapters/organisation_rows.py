"""Between the organisation's tables and its domain objects."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from services.ledger.domain.organisation import Category, District, Staff, Unit
from services.ledger.domain.routing import RoutingRule

Row = RowMapping
SETS = ("service_items", "categories", "districts")
"""Columns of a rule that are sets; kept sorted."""


def rows_of(entries: Iterable[Unit | Staff | Category | District]) -> list[dict[str, Any]]:
    """Rows whose columns are the entries' fields, numbered in order."""
    return [
        {**_lists(asdict(entry)), "position": position} for position, entry in enumerate(entries)
    ]


def rule_rows(rules: Iterable[RoutingRule]) -> list[dict[str, Any]]:
    """Rows of routing rules, numbered in order."""
    rows = rows_of(rules)  # type: ignore[arg-type]  # its fields are the columns as well
    return [{**row, **{name: sorted(row[name]) for name in SETS}} for row in rows]


def unit_of(row: Row) -> Unit:
    """A row of `units`."""
    return Unit(row["code"], row["name_zh"], row["name_en"], row["parent_code"], row["active"])


def category_of(row: Row) -> Category:
    """A row of `categories`."""
    return Category(row["code"], row["name_zh"], row["name_en"], row["parent_code"], row["active"])


def district_of(row: Row) -> District:
    """A row of `districts`."""
    return District(row["code"], row["name_zh"], row["name_en"])


def staff_of(row: Row) -> Staff:
    """A row of `staff`, without its password."""
    return Staff(
        staff_id=row["staff_id"],
        name=row["name"],
        unit_code=row["unit_code"],
        roles=tuple(row["roles"]),
        email=row["email"],
        transports=tuple(row["transports"]),
        language=row["language"],
        takes_turns=row["takes_turns"],
        active=row["active"],
        categories=tuple(row["categories"]),
    )


def rule_of(row: Row) -> RoutingRule:
    """A row of `routing_rules`."""
    return RoutingRule(
        code=row["code"],
        unit_code=row["unit_code"],
        owner_id=row["owner_id"],
        service_items=frozenset(row["service_items"]),
        categories=frozenset(row["categories"]),
        districts=frozenset(row["districts"]),
        keywords=tuple(row["keywords"]),
        name_zh=row["name_zh"],
        name_en=row["name_en"],
    )


def _lists(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple | frozenset) else value
        for name, value in row.items()
    }
