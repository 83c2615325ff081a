"""What others are told when a snapshot is published."""

from collections.abc import Iterable
from typing import Any

from services.ledger.domain.service_items.difference import Changed, Difference
from services.ledger.domain.service_items.guide import Days, Element, Guide
from services.ledger.domain.service_items.item import Snapshot, Standing
from shared.events.service_items import RemovedElement, ServiceItemRevised


def revised(before: Standing, snapshot: Snapshot, found: Difference) -> ServiceItemRevised:
    """The event: who published what, the figures before and after, the names of what changed."""
    item = before.item
    return ServiceItemRevised(
        item_code=item.code,
        unit_code=item.unit_code,
        name_zh=item.name_zh,
        name_en=item.name_en,
        theme=item.theme,
        version=snapshot.version,
        previous_version=before.current.version if before.current else None,
        published_at=snapshot.published_at,
        published_by=snapshot.published_by,
        note=snapshot.note,
        removed=tuple(
            RemovedElement(
                element=each.element,
                name_zh=each.name_zh,
                name_en=each.name_en,
                reason=each.reason.value,
                basis=each.basis,
            )
            for each in snapshot.removals
        ),
        task_numbers=tuple(snapshot.task_numbers),
        **_named(found),
        **_figures(before.published, "before"),
        **_figures(snapshot.guide, "after"),
    )


def _named(found: Difference) -> dict[str, Any]:
    return {
        "steps_added": _names(found.steps.added),
        "steps_changed": _after(found.steps.changed),
        "materials_added": _names(found.materials.added),
        "materials_changed": _after(found.materials.changed),
        "fees_added": _names(found.fees.added),
        "fees_changed": _after(found.fees.changed),
    }


def _figures(guide: Guide, when: str) -> dict[str, Any]:
    depth = guide.online_depth
    return {
        f"steps_{when}": len(guide.steps),
        f"materials_{when}": len(guide.materials),
        f"fen_{when}": guide.fen,
        **_days("legal", guide.legal, when),
        **_days("promised", guide.promised, when),
        f"trips_{when}": guide.trips,
        f"online_depth_{when}": depth.value if depth else None,
    }


def _days(name: str, days: Days | None, when: str) -> dict[str, Any]:
    return {
        f"{name}_days_{when}": days.amount if days else None,
        f"{name}_unit_{when}": days.unit.value if days else None,
    }


def _names(elements: Iterable[Element]) -> tuple[str, ...]:
    return tuple(each.name_zh for each in elements)


def _after(changed: Iterable[Changed[Any]]) -> tuple[str, ...]:
    return tuple(each.after.name_zh for each in changed)
