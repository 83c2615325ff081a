"""What people and programs are told when something cannot be done."""

import json
from contextlib import suppress

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from shared.language import Text
from shared.web.common_problems import conflict
from shared.web.problems import FieldError, Problem
from tests.shared.web.conftest import MakeClient, in_english, page_request

CLOSED = Problem(
    409,
    "already-closed",
    Text("已经办结", "Already closed"),
    Text("这件事已经办结，不能再派单。", "It is closed and cannot be sent out again."),
    [FieldError("unit", Text("请先重新打开。", "Reopen it first."))],
    {"retry-after": "5"},
)


async def refuse(_: Request) -> Response:
    raise CLOSED


async def break_down(_: Request) -> Response:
    raise ZeroDivisionError("the secret of the house")


async def break_down_later(_: Request) -> Response:
    async def body() -> object:
        yield b"half"
        raise ZeroDivisionError

    return StreamingResponse(body())  # type: ignore[arg-type]


async def leave(_: Request) -> Response:
    raise ClientDisconnect


async def teapot(_: Request) -> Response:
    raise HTTPException(418, "short and stout", {"x-kind": "teapot"})


ROUTES = [
    Route("/api/v1/tasks/7", refuse),
    Route("/tasks/7", refuse),
    Route("/broken", break_down),
    Route("/api/v1/broken", break_down),
    Route("/broken-later", break_down_later),
    Route("/left", leave),
    Route("/teapot", teapot),
    Route("/form", refuse, methods=["POST"]),
]


async def test_a_program_gets_problem_details_in_its_language(make_client: MakeClient) -> None:
    answer = await make_client(*ROUTES).get("/api/v1/tasks/7", headers=in_english())
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "en"
    assert answer.headers["retry-after"] == "5"
    body = answer.json()
    assert body.pop("correlation_id") == answer.headers["x-correlation-id"]
    assert body == {
        "type": "urn:jiangxin:problem:already-closed",
        "title": "Already closed",
        "status": 409,
        "detail": "It is closed and cannot be sent out again.",
        "instance": "/api/v1/tasks/7",
        "errors": [{"field": "unit", "message": "Reopen it first."}],
    }


async def test_an_api_answers_json_even_to_a_browser(make_client: MakeClient) -> None:
    answer = await make_client(*ROUTES).get("/api/v1/tasks/7", headers=page_request())
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "已经办结"


async def test_a_person_gets_a_page_that_says_what_to_do(make_client: MakeClient) -> None:
    answer = await make_client(*ROUTES).get("/tasks/7", headers=page_request())
    assert answer.status_code == 409
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>已经办结</h1>" in answer.text
    assert "请先重新打开。" in answer.text


async def test_somebody_who_accepts_no_html_gets_json_from_a_page_as_well(
    make_client: MakeClient,
) -> None:
    answer = await make_client(*ROUTES).get("/tasks/7")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_unknown_page_is_404_with_a_way_back(make_client: MakeClient) -> None:
    answer = await make_client(*ROUTES).get("/nowhere", headers=page_request())
    assert answer.status_code == 404
    assert 'href="/track"' in answer.text


async def test_a_wrong_method_is_405_and_says_which_work(make_client: MakeClient) -> None:
    answer = await make_client(*ROUTES).get("/form")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert "POST" in answer.json()["detail"]


async def test_other_errors_of_the_library_keep_status_words_and_headers(
    make_client: MakeClient,
) -> None:
    answer = await make_client(*ROUTES).get("/teapot")
    assert answer.status_code == 418
    assert answer.headers["x-kind"] == "teapot"
    assert answer.json()["detail"] == "short and stout"


@pytest.mark.parametrize("path", ["/broken", "/api/v1/broken"])
async def test_what_nobody_foresaw_is_logged_and_answered_with_the_number_in_the_log(
    make_client: MakeClient, path: str
) -> None:
    with capture_logs() as logs:
        answer = await make_client(*ROUTES).get(
            path, headers=page_request() | {"x-correlation-id": "case-77"}
        )
    assert answer.status_code == 500
    assert "case-77" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    [line] = [line for line in logs if line["event"] == "unexpected_error"]
    assert line["path"] == path


async def test_an_error_page_that_cannot_be_made_is_replaced_by_json(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(*ROUTES)
    monkeypatch.setattr("shared.web.pages.Pages.render", break_down)
    with capture_logs() as logs:
        answer = await client.get("/broken", headers=page_request())
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:jiangxin:problem:unexpected"
    assert [line["event"] for line in logs] == ["unexpected_error", "error_page_failed"]


async def test_an_answer_that_breaks_half_way_is_cut_and_not_completed(
    make_client: MakeClient,
) -> None:
    with capture_logs() as logs, pytest.raises(ZeroDivisionError):
        await make_client(*ROUTES).get("/broken-later")
    assert [line["event"] for line in logs] == ["unexpected_error"]


async def test_somebody_who_left_is_no_error(make_client: MakeClient) -> None:
    # httpx misses the answer nobody is there to read
    with capture_logs() as logs, suppress(AssertionError):
        await make_client(*ROUTES).get("/left")
    assert [line["event"] for line in logs] == ["client_left"]


async def test_a_field_with_an_impossible_name_can_still_be_reported(
    make_client: MakeClient,
) -> None:
    async def odd(_: Request) -> Response:
        raise Problem(
            422, "odd", Text("", ""), Text("", ""), [FieldError("\ud800", Text("怪", "odd"))]
        )

    answer = await make_client(Route("/api/odd", odd)).get("/api/odd")
    assert json.loads(answer.content)["errors"][0]["field"] == "\ud800"


def test_a_form_finds_the_first_message_of_each_field() -> None:
    first, second = Text("一", "one"), Text("二", "two")
    problem = conflict("x", Text("", ""))
    problem.errors = (FieldError("a", first), FieldError("a", second), FieldError("b", second))
    assert problem.by_field() == {"a": first, "b": second}
