"""Between rows and service items. Guides are kept as JSON, as the domain's records are."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from services.ledger.domain.plain import plain, rebuilt
from services.ledger.domain.service_items.guide import Guide
from services.ledger.domain.service_items.item import Draft, ServiceItem, Snapshot, Standing
from services.ledger.domain.service_items.removals import Removal

ITEM_FIELDS = ("code", "name_zh", "name_en", "unit_code", "office", "theme", "version", "revision")


def guide_as_json(guide: Guide) -> Any:
    """A guide for a JSON column."""
    return plain(guide)


def guide_of(value: Any) -> Guide:
    """The guide that `guide_as_json` made this of."""
    guide: Guide = rebuilt(Guide, value)
    return guide


def item_of(row: RowMapping) -> ServiceItem:
    """A row of `service_items`."""
    return ServiceItem(**{name: row[name] for name in ITEM_FIELDS})


def item_values(item: ServiceItem) -> dict[str, Any]:
    """The columns of an item."""
    return asdict(item)


def draft_of(row: RowMapping) -> Draft:
    """A row of `service_item_drafts`."""
    return Draft(guide_of(row["guide"]), row["edited_by"], row["edited_at"])


def snapshot_of(row: RowMapping) -> Snapshot:
    """A row of `service_item_snapshots`."""
    return Snapshot(
        version=row["version"],
        guide=guide_of(row["guide"]),
        note=row["note"],
        published_by=row["published_by"],
        published_at=row["published_at"],
        removals=tuple(rebuilt(Removal, each) for each in row["removals"]),
        task_numbers=tuple(row["task_numbers"]),
    )


def snapshot_values(code: str, snapshot: Snapshot) -> dict[str, Any]:
    """The columns of a snapshot."""
    return {
        "item_code": code,
        "version": snapshot.version,
        "guide": guide_as_json(snapshot.guide),
        "note": snapshot.note,
        "removals": [plain(each) for each in snapshot.removals],
        "task_numbers": list(snapshot.task_numbers),
        "published_by": snapshot.published_by,
        "published_at": snapshot.published_at,
    }


def standing_of(row: RowMapping, draft: RowMapping | None, newest: RowMapping | None) -> Standing:
    """An item with what there is of it."""
    return Standing(
        item_of(row),
        draft_of(draft) if draft else None,
        snapshot_of(newest) if newest else None,
    )
