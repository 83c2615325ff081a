"""The API as a client sees it, on the real database and without NATS."""

import asyncio
import json

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.domain.tracking_number import parse

URL = "/api/v1/complaints"
LIFT = {"title": "电梯停运", "content": "3号楼电梯停了一周，老人下不了楼。"}


async def rows(engine: AsyncEngine, query: str) -> list[tuple[object, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def test_a_complaint_gets_a_receipt_that_leads_to_its_story(
    intake: httpx.AsyncClient,
) -> None:
    answer = await intake.post(URL, json=LIFT)
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    assert set(receipt) == {"complaint_number", "query_code", "received_at", "status_url"}
    assert parse(receipt["complaint_number"]) == receipt["complaint_number"]
    assert answer.headers["location"] == f"{URL}/{receipt['complaint_number']}"
    found = await intake.get(answer.headers["location"], params={"code": receipt["query_code"]})
    assert found.status_code == 200, found.text
    assert found.json()["status"] == "received"
    assert found.json()["title"] == LIFT["title"]
    assert receipt["status_url"].startswith("http://intake.test/track/")


async def test_the_complaint_and_its_event_are_kept_together(
    intake: httpx.AsyncClient, tables: AsyncEngine
) -> None:
    number = (await intake.post(URL, json=LIFT)).json()["complaint_number"]
    assert await rows(tables, "SELECT number FROM complaints") == [(number,)]
    ((subject, aggregate, payload),) = await rows(
        tables, "SELECT subject, aggregate_id, payload FROM outbox"
    )
    assert subject == "intake.complaint.received.v1.unassigned"
    assert aggregate == number
    assert json.loads(bytes(payload))["content"] == LIFT["content"]  # type: ignore[arg-type]


async def test_the_same_key_gives_the_same_receipt(
    intake: httpx.AsyncClient, tables: AsyncEngine
) -> None:
    headers = {"Idempotency-Key": "d8f0"}
    first = await intake.post(URL, json=LIFT, headers=headers)
    again = await intake.post(URL, json=dict(reversed(LIFT.items())), headers=headers)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.json() == first.json()
    assert len(await rows(tables, "SELECT 1 FROM outbox")) == 1


async def test_the_same_key_with_other_content_is_refused(intake: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "d8f0"}
    await intake.post(URL, json=LIFT, headers=headers)
    other = await intake.post(URL, json={**LIFT, "wants_reply": False}, headers=headers)
    assert other.status_code == 409
    assert other.json()["type"] == "urn:jiangxin:problem:idempotency-key-reused"
    assert other.json()["errors"][0]["field"] == "Idempotency-Key"


async def test_five_hundred_at_once_with_repeated_keys_become_one_each(
    intake: httpx.AsyncClient, tables: AsyncEngine
) -> None:
    async def send(index: int) -> httpx.Response:
        key = f"key-{index % 400}"
        body = {**LIFT, "title": f"第{index % 400}件", "phone": "13800138000"}
        return await intake.post(URL, json=body, headers={"Idempotency-Key": key})

    answers = await asyncio.gather(*(send(index) for index in range(500)))
    assert {answer.status_code for answer in answers} == {200, 201}
    numbers = [answer.json()["complaint_number"] for answer in answers]
    assert len(set(numbers)) == 400
    assert numbers[400:] == numbers[:100]
    for table in ("complaints", "outbox", "contacts"):
        assert len(await rows(tables, f"SELECT 1 FROM {table}")) == 400
