"""From rows to tasks as lists and pages show them."""

from collections.abc import Sequence

from sqlalchemy import RowMapping

from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_rows import MACHINE_COLUMNS, task_of
from services.ledger.domain.trail import TrailEntry
from services.ledger.handlers.lists import ListedTask, StoredReport, WholeTask

LIST_COLUMNS = [
    *MACHINE_COLUMNS,
    TASKS.c.title,
    TASKS.c.nature,
    TASKS.c.channel,
    TASKS.c.district_code,
    TASKS.c.service_item_code,
    TASKS.c.received_at,
    TASKS.c.registered_at,
]
WHOLE_COLUMNS = [*LIST_COLUMNS, TASKS.c.content, TASKS.c.occurred_at]


def listed_of(row: RowMapping) -> ListedTask:
    """A row with `LIST_COLUMNS`."""
    return ListedTask(
        task=task_of(row),
        title=row["title"],
        nature=row["nature"],
        channel=row["channel"],
        category_code=row["category_code"],
        district_code=row["district_code"],
        service_item_code=row["service_item_code"],
        confidential=row["confidential"],
        received_at=row["received_at"],
        registered_at=row["registered_at"],
        content=row.get("content", ""),
    )


def whole_of(
    row: RowMapping, trail: Sequence[TrailEntry], reports: Sequence[StoredReport]
) -> WholeTask:
    """A row with `WHOLE_COLUMNS`, its trail and its reports, both oldest first."""
    return WholeTask(
        listed=listed_of(row),
        content=row["content"],
        has_contact=row["has_contact"],
        occurred_at=row["occurred_at"],
        trail=trail,
        reports=reports,
    )


def report_of(row: RowMapping) -> StoredReport:
    """A row of `reports`."""
    return StoredReport(
        sequence=row["sequence"],
        result=row["result"],
        public_reply=row["public_reply"],
        measures=tuple(row["measures"]),
        note=row["note"],
        reported_by=row["reported_by"],
        reported_at=row["reported_at"],
    )
