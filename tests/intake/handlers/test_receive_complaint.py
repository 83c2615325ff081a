"""Receiving: a receipt means it is kept, whatever the database does meanwhile."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.categories import CategoryDirectory
from services.intake.adapters.complaints import PostgresComplaints
from services.intake.adapters.numbers import NumberBlocks
from services.intake.adapters.sealing import AesGcmSealer
from services.intake.domain.complaint import Channel, Contact, Urgency
from services.intake.handlers import patience
from services.intake.handlers.ports import Kept, Record, Sealed, StorageUnavailable
from services.intake.handlers.receive_complaint import (
    Circumstances,
    ComplaintReception,
    KeyReused,
    Receipt,
    ReceiveComplaint,
)
from shared.clock import FixedClock
from shared.events.intake import ComplaintReceived

SEALER = AesGcmSealer({"k": b"k" * 32})
NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
"""Half past midnight of the 24th in China."""


class Shaky(PostgresComplaints):
    """Loses the connection now and then, before or after the commit."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self.before = self.after = 0

    async def keep(self, records: Sequence[Record]) -> list[Kept]:
        if self.before:
            self.before -= 1
            raise StorageUnavailable
        kept = await super().keep(records)
        if self.after:
            self.after -= 1
            raise StorageUnavailable
        return kept


@pytest.fixture
async def shaky(tables: AsyncEngine) -> AsyncIterator[Shaky]:
    """The real database behind an unreliable connection."""
    complaints = Shaky(tables)
    yield complaints
    await complaints.close()


@pytest.fixture
def reception(
    tables: AsyncEngine, shaky: Shaky, monkeypatch: pytest.MonkeyPatch
) -> ComplaintReception:
    """The use case, patient but quick."""
    monkeypatch.setattr(patience, "RETRY_SECONDS", (0.0, 0.0))
    return ComplaintReception(
        shaky,
        NumberBlocks(tables),
        SEALER,
        CategoryDirectory(tables),
        query_key=b"q" * 32,
        reporter_key=b"r" * 32,
        clock=FixedClock(NOW),
        on_commit=lambda: None,
    )


async def receive(reception: ComplaintReception, key: str | None = None, **said: object) -> Receipt:
    command = ReceiveComplaint(**{"title": "电梯停运", "content": "停了一周。", **said})  # type: ignore[arg-type]
    return await reception.receive(command, Circumstances(key, "correlation"))


async def table(engine: AsyncEngine, name: str) -> list[dict[str, object]]:
    async with engine.connect() as connection:
        rows = await connection.execute(text(f"SELECT * FROM {name}"))
        return [dict(row) for row in rows.mappings()]


async def test_the_number_carries_the_day_in_china(reception: ComplaintReception) -> None:
    assert (await receive(reception)).number.startswith("261124-")


async def test_an_old_message_keeps_its_day(reception: ComplaintReception) -> None:
    old = datetime(2019, 4, 25, 1, 32, tzinfo=UTC)
    receipt = await receive(reception, channel=Channel.IMPORT, received_at=old)
    assert receipt.number.startswith("190425-")
    assert receipt.received_at == old


async def test_complaints_from_one_telephone_belong_together_unless_they_are_confidential(
    reception: ComplaintReception, tables: AsyncEngine
) -> None:
    await receive(reception, contact=Contact("张三", "138-0013 8000"), urgency=Urgency.URGENT)
    await receive(reception, contact=Contact("张先生", "+86 13800138000"))
    await receive(reception, contact=Contact("李四", "13900139000"))
    await receive(reception, contact=Contact("张三", "13800138000"), confidential=True)
    await receive(reception, contact=Contact("张三"))
    payloads = [bytes(row["payload"]) for row in await table(tables, "outbox")]  # type: ignore[arg-type]
    told = [ComplaintReceived.model_validate_json(each, strict=True) for each in payloads]
    keys = [event.reporter_key for event in told]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0]
    assert keys[2]
    assert keys[3:] == [None, None]
    assert [event.urgency for event in told] == ["urgent", None, None, None, None]


async def test_the_event_fits_its_schema_and_carries_the_correlation(
    reception: ComplaintReception, tables: AsyncEngine
) -> None:
    receipt = await receive(reception, contact=Contact("张三", "13800138000"), occurred_at=NOW)
    (row,) = await table(tables, "outbox")
    event = ComplaintReceived.model_validate_json(bytes(row["payload"]), strict=True)  # type: ignore[arg-type]
    assert event.complaint_number == row["aggregate_id"] == receipt.number
    assert event.has_contact
    assert row["correlation_id"] == "correlation"
    assert row["event_type"] == ComplaintReceived.TYPE
    assert row["subject"] == event.subject()


async def test_contact_details_and_unmasked_words_are_sealed(
    reception: ComplaintReception, tables: AsyncEngine
) -> None:
    contact = Contact("张三丰", "13800138000", "丰和中大道1066号", "z@example.com")
    receipt = await receive(reception, content="我是张三丰，13800138000", contact=contact)
    (complaint,) = await table(tables, "complaints")
    assert complaint["content"] == "我是张**，138********"
    (contacts,) = await table(tables, "contacts")
    (originals,) = await table(tables, "originals")
    opened = {}
    for purpose, row in (("contact", contacts), ("original", originals)):
        sealed = Sealed(str(row["key_id"]), bytes(row["sealed"]))  # type: ignore[arg-type]
        opened[purpose] = json.loads(SEALER.open(purpose, receipt.number, sealed))
    assert opened["contact"] == {
        "name": "张三丰",
        "phone": "13800138000",
        "address": "丰和中大道1066号",
        "email": "z@example.com",
    }
    assert opened["original"]["content"] == "我是张三丰，13800138000"


async def test_nothing_is_sealed_when_there_is_nothing_to_hide(
    reception: ComplaintReception, tables: AsyncEngine
) -> None:
    await receive(reception)
    assert await table(tables, "contacts") == await table(tables, "originals") == []


async def test_a_restart_of_the_database_is_outlived(
    reception: ComplaintReception, shaky: Shaky, tables: AsyncEngine
) -> None:
    shaky.before = 2
    await receive(reception)
    assert len(await table(tables, "complaints")) == 1


async def test_a_commit_that_nobody_heard_of_is_found_again(
    reception: ComplaintReception, shaky: Shaky, tables: AsyncEngine
) -> None:
    shaky.after = 2
    receipt = await receive(reception, key="one")
    assert not receipt.replayed
    (complaint,) = await table(tables, "complaints")
    assert complaint["number"] == receipt.number
    assert len(await table(tables, "outbox")) == 1


async def test_an_outage_is_admitted_and_the_same_key_works_later(
    reception: ComplaintReception, shaky: Shaky, tables: AsyncEngine
) -> None:
    shaky.before = 3
    with pytest.raises(StorageUnavailable):
        await receive(reception, key="one")
    await receive(reception, key="one")
    assert len(await table(tables, "complaints")) == 1


async def test_the_database_may_drop_the_connection_at_any_time(
    reception: ComplaintReception, tables: AsyncEngine
) -> None:
    await receive(reception)
    async with tables.connect() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await receive(reception)
    assert len(await table(tables, "complaints")) == 2


async def test_one_bad_row_costs_the_others_nothing(
    reception: ComplaintReception, tables: AsyncEngine
) -> None:
    answers = await asyncio.gather(
        *(receive(reception, content="坏\0" if index == 7 else "好") for index in range(20)),
        return_exceptions=True,
    )
    assert [index for index, each in enumerate(answers) if isinstance(each, Exception)] == [7]
    assert len(await table(tables, "complaints")) == len(await table(tables, "outbox")) == 19


async def test_whoever_hangs_up_has_still_been_heard(
    reception: ComplaintReception, tables: AsyncEngine
) -> None:
    hanging_up = asyncio.create_task(receive(reception, key="one"))
    await asyncio.sleep(0)
    while not reception._keeping._waiting and not hanging_up.done():
        await asyncio.sleep(0)
    hanging_up.cancel()
    again = await receive(reception, key="one")
    assert again.replayed
    assert len(await table(tables, "complaints")) == 1


async def test_the_key_is_bound_to_every_word(reception: ComplaintReception) -> None:
    await receive(reception, key="one", contact=Contact("张三"))
    assert (await receive(reception, key="one", contact=Contact("张三"))).replayed
    assert (await receive(reception, key="one", contact=Contact("张三"), language="en")).replayed
    for other in (
        {"content": "别的"},
        {"wants_reply": False},
        {"contact": Contact("李四")},
        {"contact": Contact("", "张三")},
        {"confidential": True},
    ):
        with pytest.raises(KeyReused):
            await receive(reception, key="one", **{"contact": Contact("张三"), **other})
