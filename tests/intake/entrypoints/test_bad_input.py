"""Every bad input gets a problem-details answer that names the field, in the language asked for."""

import json

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

URL = "/api/v1/complaints"
LIFT = {"title": "电梯停运", "content": "3号楼电梯停了一周。"}
JSON = {"content-type": "application/json"}


async def refused(
    intake: httpx.AsyncClient, status: int, fields: list[str], **request: object
) -> None:
    """Sends it twice, once for each language, and looks at the answers."""
    words = set()
    for language in ("zh", "en"):
        headers = {"accept-language": language, **request.get("headers", {})}  # type: ignore[dict-item]
        answer = await intake.post(URL, **{**request, "headers": headers})  # type: ignore[arg-type]
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == language
        problem = answer.json()
        assert problem["type"].startswith("urn:jiangxin:problem:")
        assert problem["status"] == status
        assert problem["title"]
        assert problem["detail"]
        assert [error["field"] for error in problem.get("errors", [])] == fields
        said = problem["errors"][0]["message"] if fields else problem["detail"]
        assert said.isascii() or language == "zh" or "“" in said
        words.add(said)
    assert len(words) == 2


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"title": "长" * 201}, ["title"]),
        ({"content": "长" * 4001}, ["content"]),
        ({"title": ""}, ["title"]),
        ({"content": " \n\t"}, ["content"]),
        ({"title": None}, ["title"]),
        ({"title": 7}, ["title"]),
        ({"content": ["a"]}, ["content"]),
        ({"confidential": "yes"}, ["confidential"]),
        ({"wants_reply": 1}, ["wants_reply"]),
        ({"channel": "smoke"}, ["channel"]),
        ({"nature": "Complaint "}, ["nature"]),
        ({"language": "fr"}, ["language"]),
        ({"district": "红谷滩区"}, ["district"]),
        ({"service_item": "a b"}, ["service_item"]),
        ({"occurred_at": "昨天"}, ["occurred_at"]),
        ({"occurred_at": "2026-11-23T09:00:00"}, ["occurred_at"]),
        ({"occurred_at": 1_700_000_000}, ["occurred_at"]),
        ({"occurred_at": "2999-01-01T00:00:00Z"}, ["occurred_at"]),
        ({"received_at": "2019-01-01T00:00:00+08:00"}, ["received_at"]),
        ({"name": "长" * 101}, ["name"]),
        ({"phone": "1" * 41}, ["phone"]),
        ({"address": "长" * 301}, ["address"]),
        ({"email": "nobody"}, ["email"]),
        ({"channel_reference": "1" * 101}, ["channel_reference"]),
        ({"colour": "red", "shape": "round"}, ["colour", "shape"]),
        ({"title": "长" * 201, "content": ""}, ["title", "content"]),
    ],
)
async def test_a_wrong_field_is_named(
    intake: httpx.AsyncClient, change: dict[str, object], fields: list[str]
) -> None:
    await refused(intake, 422, fields, json={**LIFT, **change})


async def test_missing_fields_are_named(intake: httpx.AsyncClient) -> None:
    await refused(intake, 422, ["title", "content"], json={})


@pytest.mark.parametrize("escape", ["\\u0000", "\\u0007", "\\u001b", "\\u007f", "\\b"])
async def test_control_characters_are_refused(intake: httpx.AsyncClient, escape: str) -> None:
    body = f'{{"title": "电梯", "content": "停{escape}了"}}'
    await refused(intake, 422, ["content"], content=body.encode(), headers=JSON)


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\ud83d ", "\\udc00\\ud800"])
async def test_lone_surrogates_are_refused(intake: httpx.AsyncClient, escape: str) -> None:
    body = f'{{"title": "电{escape}梯", "content": "停了"}}'
    await refused(intake, 422, ["title"], content=body.encode(), headers=JSON)


async def test_a_surrogate_pair_is_a_character_like_any_other(intake: httpx.AsyncClient) -> None:
    body = b'{"title": "\\ud83d\\ude00", "content": "tab\\tand\\nline"}'
    assert (await intake.post(URL, content=body, headers=JSON)).status_code == 201


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]x", b"nonsense", b'{"title": "\xff"}', b'{"title": "a\x07"}', b"\0"]
)
async def test_what_is_no_json_is_refused(intake: httpx.AsyncClient, body: bytes) -> None:
    await refused(intake, 400, [], content=body, headers=JSON)


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"7", b"null"])
async def test_what_is_no_object_is_refused(intake: httpx.AsyncClient, body: bytes) -> None:
    await refused(intake, 422, [""], content=body, headers=JSON)


async def test_ten_megabytes_are_refused(intake: httpx.AsyncClient) -> None:
    body = json.dumps({**LIFT, "content": "长" * 3_500_000}, ensure_ascii=False).encode()
    assert len(body) > 10_000_000
    await refused(intake, 413, [], content=body, headers=JSON)


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk"],
)
async def test_another_content_type_is_refused(
    intake: httpx.AsyncClient, content_type: str
) -> None:
    body = json.dumps(LIFT).encode()
    await refused(intake, 415, [], content=body, headers={"content-type": content_type})


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "é"])
async def test_a_key_that_is_none_is_refused(intake: httpx.AsyncClient, key: str) -> None:
    headers = {"Idempotency-Key": key.encode("latin-1")}
    await refused(intake, 400, ["Idempotency-Key"], json=LIFT, headers=headers)


async def test_a_key_reused_with_other_content_is_a_conflict(intake: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "7c1e"}
    assert (await intake.post(URL, json=LIFT, headers=headers)).status_code == 201
    other = {**LIFT, "content": "别的事。"}
    await refused(intake, 409, ["Idempotency-Key"], json=other, headers=headers)


async def test_an_unknown_category_is_named(intake: httpx.AsyncClient, tables: AsyncEngine) -> None:
    async with tables.begin() as connection:
        await connection.execute(
            text("INSERT INTO categories VALUES ('noise', '噪音', 'Noise', NULL, true, 1)")
        )
    await refused(intake, 422, ["category"], json={**LIFT, "category": "美食"})
    answer = await intake.post(URL, json={**LIFT, "category": "美食"})
    assert "美食" in answer.json()["errors"][0]["message"]
    for known in ("noise", "NOISE", "Noise", "噪音", " 噪音 "):
        answer = await intake.post(URL, json={**LIFT, "category": known})
        assert answer.status_code == 201, answer.text


async def test_while_no_category_is_known_codes_are_taken(intake: httpx.AsyncClient) -> None:
    assert (await intake.post(URL, json={**LIFT, "category": "noise"})).status_code == 201
    await refused(intake, 422, ["category"], json={**LIFT, "category": "噪音"})


async def test_nothing_refused_is_kept(intake: httpx.AsyncClient, tables: AsyncEngine) -> None:
    await intake.post(URL, json={**LIFT, "title": ""})
    async with tables.connect() as connection:
        for table in ("complaints", "outbox", "contacts", "originals"):
            count = await connection.execute(text(f"SELECT count(*) FROM {table}"))
            assert count.scalar_one() == 0
