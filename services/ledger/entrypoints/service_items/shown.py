"""Service items as the API shows them; moments in UTC, values as codes."""

from typing import Any

from services.ledger.domain.plain import plain
from services.ledger.domain.service_items.difference import Changes, Difference
from services.ledger.domain.service_items.figures import apart
from services.ledger.domain.service_items.guide import Guide
from services.ledger.domain.service_items.item import ServiceItem, Snapshot, Standing
from services.ledger.domain.service_items.lint import Finding
from services.ledger.handlers.service_items.lists import ListedItem
from shared.language import Language, Text

Shown = dict[str, Any]


def heading(item: ServiceItem) -> Shown:
    """An item without its guide."""
    return {
        "code": item.code,
        "name_zh": item.name_zh,
        "name_en": item.name_en,
        "unit_code": item.unit_code,
        "office": item.office,
        "theme": item.theme,
        "version": item.version,
        "revision": item.revision,
    }


def listed(each: ListedItem) -> Shown:
    """An item as a list has it."""
    return {
        **heading(each.item),
        "drafted": each.drafted,
        "steps": each.steps,
        "materials": each.materials,
        "promised": plain(each.promised),
        "trips": each.trips,
        "published_at": plain(each.published_at),
    }


def whole(standing: Standing, *, editable: bool) -> Shown:
    """An item with the guide in force."""
    return {
        **heading(standing.item),
        "editable": editable,
        "drafted": standing.draft is not None,
        "snapshot": snapshot(standing.current) if standing.current else None,
    }


def snapshot(each: Snapshot) -> Shown:
    """A snapshot with its guide and what was said at publication."""
    shown = plain(each)
    return shown if isinstance(shown, dict) else {}


def draft(standing: Standing, findings: list[Finding], language: Language) -> Shown:
    """The draft with what lint finds; without a draft the guide in force."""
    guide = standing.drafted
    return {
        "code": standing.item.code,
        "revision": standing.item.revision,
        "drafted": standing.draft is not None,
        "guide": plain(guide),
        "findings": [finding(each, language) for each in findings],
    }


def finding(each: Finding, language: Language) -> Shown:
    """What lint found, in one language."""
    return {
        "rule": each.rule,
        "severity": each.severity.value,
        "place": each.place,
        "words": Text(each.zh, each.en).in_(language),
    }


def difference(before: Guide, after: Guide, found: Difference) -> Shown:
    """What leads from one guide to the other, with the reductions; negative where it became more."""
    return {
        "figures": [
            {"name": each.name, "before": each.before, "after": each.after, "less": each.less}
            for each in apart(before, after)
        ],
        "steps": _changes(found.steps),
        "materials": _changes(found.materials),
        "fees": _changes(found.fees),
        "facts": [plain(each) for each in found.facts],
    }


def _changes(changes: Changes[Any]) -> Shown:
    return {
        "removed": plain(changes.removed),
        "added": plain(changes.added),
        "changed": [
            {"before": plain(each.before), "after": plain(each.after)} for each in changes.changed
        ],
        "order": list(changes.order),
    }
