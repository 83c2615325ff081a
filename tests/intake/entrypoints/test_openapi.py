"""The OpenAPI document is true: what it promises is what is answered."""

from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

LIFT = {"title": "电梯停运", "content": "3号楼电梯停了一周。"}


@pytest.fixture
async def openapi(intake: httpx.AsyncClient) -> dict[str, Any]:
    """As served."""
    return dict((await intake.get("/openapi.json")).json())


def fits(openapi: dict[str, Any], answer: httpx.Response, path: str, method: str) -> None:
    """Raises when the answer is not one that the document has for its status."""
    response = openapi["paths"][path][method]["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = openapi["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    media_type = answer.headers["content-type"].split(";")[0]
    resource = Resource(openapi, DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:openapi", resource)
    schema = _absolute(response["content"][media_type]["schema"])
    Draft202012Validator(schema, registry=registry).validate(answer.json())


def _absolute(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            key: f"urn:openapi{value}" if key == "$ref" else _absolute(value)
            for key, value in schema.items()
        }
    return [_absolute(each) for each in schema] if isinstance(schema, list) else schema


async def test_every_schema_is_a_schema(openapi: dict[str, Any]) -> None:
    assert openapi["openapi"] == "3.1.0"
    for schema in openapi["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


async def test_receipts_and_refusals_are_as_described(
    intake: httpx.AsyncClient, openapi: dict[str, Any]
) -> None:
    path, key = "/api/v1/complaints", {"Idempotency-Key": "k"}
    for body, headers, status in (
        (LIFT, key, 201),
        (LIFT, key, 200),
        ({**LIFT, "title": "别的"}, key, 409),
        ({}, {}, 422),
        (LIFT, {"Idempotency-Key": " "}, 400),
        (LIFT, {"content-type": "text/plain"}, 415),
        ({"title": "x" * 200_000}, {}, 413),
    ):
        answer = await intake.post(path, json=body, headers=headers)
        assert answer.status_code == status
        fits(openapi, answer, path, "post")


async def test_the_story_and_the_categories_are_as_described(
    intake: httpx.AsyncClient, openapi: dict[str, Any], tables: AsyncEngine
) -> None:
    receipt = (await intake.post("/api/v1/complaints", json=LIFT)).json()
    address, code = f"/api/v1/complaints/{receipt['complaint_number']}", receipt["query_code"]
    async with tables.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO task_steps VALUES (:number, 'e', 1, 'dispatched', now(), 'housing',"
                " now(), '五', 'five', NULL, NULL), (:number, 'f', 2, 'reported', now(), 'housing',"
                " NULL, NULL, NULL, '好了', 'resolved')"
            ),
            {"number": receipt["complaint_number"]},
        )
        await connection.execute(
            text("INSERT INTO categories VALUES ('lifts', '电梯', 'Lifts', NULL, true, 1)")
        )
    story = await intake.get(address, params={"code": code})
    assert story.json()["answer"]["text"] == "好了"
    fits(openapi, story, "/api/v1/complaints/{number}", "get")
    fits(
        openapi,
        await intake.get(address, params={"code": "wrong"}),
        "/api/v1/complaints/{number}",
        "get",
    )
    categories = await intake.get("/api/v1/categories")
    assert categories.json()["categories"][0]["name"] == {"zh": "电梯", "en": "Lifts"}
    fits(openapi, categories, "/api/v1/categories", "get")


async def test_what_the_document_accepts_is_accepted(
    intake: httpx.AsyncClient, openapi: dict[str, Any]
) -> None:
    submission = openapi["components"]["schemas"]["Submission"]
    everything = {
        **LIFT,
        "channel": "hotline",
        "nature": "help",
        "category": "lifts",
        "service_item": "XK-01",
        "district": "360113",
        "urgency": "urgent",
        "occurred_at": "2026-11-16T09:00:00+08:00",
        "received_at": "2026-11-17T09:00:00+08:00",
        "name": "张三",
        "phone": "13800138000",
        "address": "某路1号",
        "email": "z@example.com",
        "confidential": True,
        "real_name": True,
        "wants_reply": False,
        "language": "en",
        "channel_reference": "GD-2026-0001",
    }
    assert set(everything) == set(submission["properties"])
    answer = await intake.post("/api/v1/complaints", json=everything)
    assert answer.status_code == 201, answer.text
    assert answer.json()["complaint_number"].startswith("261117-")
    nothing = {name: LIFT.get(name) for name in everything}
    optional = {
        name: value
        for name, value in nothing.items()
        if value or {"type": "null"} in submission["properties"][name].get("anyOf", [])
    }
    assert (await intake.post("/api/v1/complaints", json=optional)).status_code == 201
