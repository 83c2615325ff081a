"""Bodies that may be read, and those that may not."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from shared.web.body import read_form, read_json
from tests.shared.web.conftest import MakeClient, fields_of, in_english

LIMIT = 2048


async def take_json(request: Request) -> Response:
    return Response(await read_json(request, LIMIT), media_type="application/json")


async def take_any_form(request: Request) -> Response:
    form = await read_form(request, LIMIT, clean=True)
    return JSONResponse({key: str(value) for key, value in form.multi_items()})


async def take_form(request: Request) -> Response:
    form = await read_form(request, LIMIT)
    return JSONResponse({key: str(value) for key, value in form.multi_items()})


async def take_cleaned(request: Request) -> Response:
    form = await read_form(request, LIMIT, clean=True)
    return JSONResponse({key: str(value) for key, value in form.multi_items()})


async def take_file(request: Request) -> Response:
    photo = (await read_form(request, LIMIT))["photo"]
    return PlainTextResponse("text" if isinstance(photo, str) else str(photo.filename))


@pytest.fixture
def client(make_client: MakeClient) -> httpx.AsyncClient:
    return make_client(
        Route("/api/json", take_json, methods=["POST"]),
        Route("/form", take_form, methods=["POST"]),
        Route("/any-form", take_any_form, methods=["POST"]),
        Route("/cleaned", take_cleaned, methods=["POST"]),
        Route("/file", take_file, methods=["POST"]),
    )


async def post_json(client: httpx.AsyncClient, body: bytes) -> httpx.Response:
    return await client.post(
        "/api/json", content=body, headers={"content-type": "application/json"}
    )


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/ld+json",
        'application/json; charset="UTF-8"',
    ],
)
async def test_json_by_any_of_its_names_is_handed_on_as_it_came(
    client: httpx.AsyncClient, content_type: str
) -> None:
    body = '{"content": "窗口要了两遍"}'.encode()
    answer = await client.post("/api/json", content=body, headers={"content-type": content_type})
    assert answer.content == body


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "", "application/json; charset=gbk"]
)
async def test_any_other_type_is_415_and_says_what_is_wanted(
    client: httpx.AsyncClient, content_type: str
) -> None:
    answer = await client.post("/api/json", content=b"{}", headers={"content-type": content_type})
    assert answer.status_code == 415
    assert answer.json()["type"] == "urn:jiangxin:problem:unsupported-content-type"
    assert "application/json" in answer.json()["detail"]


async def test_a_body_as_large_as_agreed_is_read(client: httpx.AsyncClient) -> None:
    body = b'"' + b"a" * (LIMIT - 2) + b'"'
    assert (await post_json(client, body)).status_code == 200


async def test_a_body_that_declares_to_be_larger_is_413_unread(client: httpx.AsyncClient) -> None:
    answer = await post_json(client, b"a" * (LIMIT + 1))
    assert answer.status_code == 413
    assert answer.json()["detail"] == "一次最多 2 KB。请缩短内容，或分几次提交。"


async def test_a_body_that_does_not_tell_its_size_is_413_once_it_is_larger(
    client: httpx.AsyncClient,
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(10_000):
            sent += 1
            yield b"a" * 1024

    headers = {"content-type": "application/json"}
    answer = await client.post("/api/json", content=endless(), headers=headers)
    assert answer.status_code == 413
    assert sent < 10


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (rb'{"title": "\ud83d"}', ["title"]),
        (rb'{"contact": {"name": "\u0000"}}', ["contact.name"]),
        (rb'{"tags": ["a", "b\b", {"x": "\f"}]}', ["tags.1", "tags.2.x"]),
        (b'{"title": "\x7f"}', ["title"]),
        (rb'{"a\u0001": 1}', [""]),
        (rb'"\udc00"', [""]),
    ],
)
async def test_what_cannot_be_shown_is_422_and_the_field_is_named(
    client: httpx.AsyncClient, body: bytes, fields: list[str]
) -> None:
    answer = await post_json(client, body)
    assert answer.status_code == 422
    assert fields_of(answer) == fields


async def test_the_character_is_named_in_the_language_asked_for(client: httpx.AsyncClient) -> None:
    headers = in_english() | {"content-type": "application/json"}
    answer = await client.post("/api/json", content=rb'{"t": "\u0007"}', headers=headers)
    assert "U+0007" in answer.json()["errors"][0]["message"]
    assert "Please remove it" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "body",
    [
        rb'{"t": "\ud83d\ude00"}',
        '{"t": "😀\\n\\t\\r\\u0020\\u4e2d"}'.encode(),
        rb'{"t": "\\ud800 spelt out"}',
        rb'{"broken": "\ud800',
        b"[" * 5000 + rb'"\u0000"',
    ],
)
async def test_pairs_line_ends_and_what_is_no_json_pass_here(
    client: httpx.AsyncClient, body: bytes
) -> None:
    answer = await post_json(client, body)
    assert answer.status_code == (413 if len(body) > LIMIT else 200)


async def test_a_form_is_read_with_its_line_ends_made_plain(client: httpx.AsyncClient) -> None:
    answer = await client.post("/form", data={"content": "第一行\r\n第二行", "empty": ""})
    assert answer.json() == {"content": "第一行\n第二行", "empty": ""}


async def test_a_form_for_the_public_leaves_out_what_nobody_can_see(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/any-form", data={"content": "路灯\0不亮\x0b\t了"})
    assert answer.json() == {"content": "路灯不亮\t了"}


async def test_a_form_with_a_file_is_read_as_well(client: httpx.AsyncClient) -> None:
    answer = await client.post("/file", files={"photo": ("门.jpg", b"\xff\xd8")})
    assert answer.text == "门.jpg"


async def test_a_form_is_held_to_type_size_and_characters_too(client: httpx.AsyncClient) -> None:
    assert (await client.post("/form", json={})).status_code == 415
    assert (await client.post("/form", data={"a": "x" * LIMIT})).status_code == 413
    answer = await client.post("/form", data={"name": "a\0b"})
    assert (answer.status_code, fields_of(answer)) == (422, ["name"])


async def test_a_person_who_pasted_what_cannot_be_seen_is_not_asked_to_find_it(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/cleaned", data={"name": "\x1b张\0三\tA"})
    assert answer.json() == {"name": "张三\tA"}
