"""The database itself keeps snapshots as they are, and guides survive the way there and back."""

import pytest
from hypothesis import given, settings
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.service_items.rows import guide_as_json, guide_of
from services.ledger.domain.service_items.guide import Guide
from shared.database import transaction
from tests.ledger.domain.service_items.guides import GUIDES


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE service_item_snapshots SET note = 'other'",
        "DELETE FROM service_item_snapshots",
        "TRUNCATE service_item_snapshots",
    ],
)
async def test_a_snapshot_can_be_neither_changed_nor_removed(
    ledger: AsyncEngine, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="a published snapshot stays as it is"):
        async with transaction(ledger) as connection:
            await connection.execute(text(statement))


@given(GUIDES)
@settings(max_examples=50)
def test_a_guide_comes_back_from_json_as_it_was(guide: Guide) -> None:
    assert guide_of(guide_as_json(guide)) == guide
