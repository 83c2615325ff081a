"""Between rows of rules and limits and their domain objects."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from services.ledger.domain.deadline_rules import DeadlineRule, Purpose, Unit
from services.ledger.domain.limits import Limit
from services.ledger.handlers.deadlines.ports import By

SETS = ("natures", "channels", "categories", "urgencies")


def rule_row(rule: DeadlineRule, position: int, by: By) -> dict[str, Any]:
    """A row of `deadline_rules`."""
    sets = {name: sorted(getattr(rule, name)) for name in SETS}
    return {**asdict(rule), **sets, "position": position, **_changed(by)}


def limit_row(limit: Limit, by: By) -> dict[str, Any]:
    """A row of `deadline_limits`."""
    return {**asdict(limit), **_changed(by)}


def rule_of(row: RowMapping) -> DeadlineRule:
    """A row of `deadline_rules`."""
    return DeadlineRule(
        code=row["code"],
        amount=row["amount"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        source_zh=row["source_zh"],
        source_en=row["source_en"],
        extension=row["extension"],
        pausable=row["pausable"],
        by_hand=row["by_hand"],
        natures=frozenset(row["natures"]),
        channels=frozenset(row["channels"]),
        categories=frozenset(row["categories"]),
        urgencies=frozenset(row["urgencies"]),
        revision=row["revision"],
        active=row["active"],
        unit=Unit(row["unit"]),
        purpose=Purpose(row["purpose"]),
    )


def limit_of(row: RowMapping) -> Limit:
    """A row of `deadline_limits`."""
    return Limit(row["name"], row["amount"], row["source_zh"], row["source_en"], row["revision"])


def _changed(by: By) -> dict[str, Any]:
    return {"changed_at": by.at, "changed_by": by.who}
