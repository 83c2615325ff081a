"""Who is signed in, and what they may open."""

from datetime import UTC, datetime, timedelta

import httpx
import jwt
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shared.web.session import (
    InvalidTokenError,
    Officer,
    Role,
    TokenVerifier,
    begin_session,
    current_officer,
    end_session,
    officer_of,
    require,
)
from shared.web.signing import TokenSigner
from shared.web.site import Site
from tests.shared.web.conftest import OWNER, MakeClient, in_english, page_request, pem_pair

Keys = tuple[str, str]


@require()
async def desk(request: Request) -> Response:
    return PlainTextResponse(current_officer(request).name)


@require(Role.DISPATCHER, Role.SUPERVISOR)
async def tray(_: Request) -> Response:
    return PlainTextResponse("tray")


async def anyone(request: Request) -> Response:
    officer = officer_of(request)
    return PlainTextResponse(officer.name if officer else "nobody")


async def inner(request: Request) -> Response:
    return PlainTextResponse(current_officer(request).name)


class TaskPages:
    @require(Role.OWNER)
    async def show(self, request: Request) -> Response:
        return PlainTextResponse(request.path_params["number"])


ROUTES = [
    Route("/desk", desk, methods=["GET", "POST"]),
    Route("/api/v1/tasks", desk),
    Route("/desk/tray", tray),
    Route("/api/v1/tray", tray),
    Route("/anyone", anyone),
    Route("/api/inner", inner),
    Route("/tasks/{number}", TaskPages().show),
]


@pytest.fixture
def client(make_client: MakeClient) -> httpx.AsyncClient:
    return make_client(*ROUTES)


def cookie(token: str) -> dict[str, str]:
    return {"cookie": f"jx_session={token}"}


def test_what_is_signed_is_what_is_read(keys: Keys) -> None:
    token = TokenSigner(keys[0]).sign(OWNER)
    assert TokenVerifier(keys[1]).verify(token) == OWNER


def test_a_token_lasts_ten_minutes(keys: Keys) -> None:
    now = datetime.now(UTC)
    signer, verifier = TokenSigner(keys[0]), TokenVerifier(keys[1])
    assert verifier.verify(signer.sign(OWNER, now - timedelta(minutes=9, seconds=50)))
    with pytest.raises(InvalidTokenError):
        verifier.verify(signer.sign(OWNER, now - timedelta(minutes=10, seconds=1)))


def test_the_header_names_the_key_so_that_keys_can_be_changed_in_turn(keys: Keys) -> None:
    new_private, new_public = pem_pair()
    verifier = TokenVerifier(keys[1] + new_public)
    old, new = TokenSigner(keys[0]).sign(OWNER), TokenSigner(new_private).sign(OWNER)
    assert verifier.verify(old) == verifier.verify(new) == OWNER
    assert jwt.get_unverified_header(old)["kid"] != jwt.get_unverified_header(new)["kid"]


def test_a_token_of_an_unknown_key_audience_or_issuer_is_refused(keys: Keys) -> None:
    verifier = TokenVerifier(keys[1])
    strangers = [
        TokenSigner(pem_pair()[0]).sign(OWNER),
        TokenSigner(keys[0], audience="elsewhere").sign(OWNER),
        TokenSigner(keys[0], issuer="somebody").sign(OWNER),
        jwt.encode({"sub": "s-17"}, "x" * 32, algorithm="HS256"),
        "not.a.token",
        "",
    ]
    for token in strangers:
        with pytest.raises(InvalidTokenError):
            verifier.verify(token)


def test_a_token_nobody_signed_is_refused(keys: Keys) -> None:
    genuine = TokenSigner(keys[0]).sign(OWNER)
    claims = jwt.decode(genuine, options={"verify_signature": False})
    kid = jwt.get_unverified_header(genuine)["kid"]
    forged = jwt.encode(claims, None, algorithm="none", headers={"kid": kid})
    with pytest.raises(InvalidTokenError):
        TokenVerifier(keys[1]).verify(forged)


def test_a_changed_role_breaks_the_signature(keys: Keys) -> None:
    head, _, tail = TokenSigner(keys[0]).sign(OWNER).split(".")
    richer = Officer("s-17", "陈立", None, frozenset({"supervisor"}))
    body = TokenSigner(keys[0]).sign(richer).split(".")[1]
    with pytest.raises(InvalidTokenError):
        TokenVerifier(keys[1]).verify(f"{head}.{body}.{tail}")


@pytest.mark.parametrize(
    "pem", ["", "hello", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"]
)
def test_a_key_that_is_none_stops_the_start(pem: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        TokenVerifier(pem)


async def test_a_token_counts_in_the_cookie_and_in_the_header(
    client: httpx.AsyncClient, token: str
) -> None:
    assert (await client.get("/desk", headers=cookie(token))).text == "陈立"
    bearer = {"authorization": f"bearer {token}"}
    assert (await client.get("/desk", headers=bearer)).text == "陈立"
    assert (await client.get("/anyone", headers=cookie("stale"))).text == "nobody"


async def test_a_person_is_sent_to_sign_in_and_back_to_the_same_page(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/desk?tab=late&page=2", headers=page_request())
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fdesk%3Ftab%3Dlate%26page%3D2"


async def test_from_another_port_the_whole_address_leads_back(make_client: MakeClient) -> None:
    client = make_client(*ROUTES, site=Site(ledger_url="http://ledger.test:8802"))
    answer = await client.get("/desk", headers=page_request())
    assert answer.headers["location"] == (
        "http://ledger.test:8802/login?next=http%3A%2F%2Fcity.test%2Fdesk"
    )


@pytest.mark.parametrize(
    ("referrer", "back"),
    [("http://city.test/desk/7?x=1", "%2Fdesk%2F7%3Fx%3D1"), ("http://evil.test/trap", "%2F")],
)
async def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(
    client: httpx.AsyncClient, referrer: str, back: str
) -> None:
    answer = await client.post("/desk", headers=page_request(referer=referrer))
    assert answer.headers["location"] == f"/login?next={back}"


async def test_a_program_without_a_token_gets_401_and_the_scheme(client: httpx.AsyncClient) -> None:
    for path in ("/api/v1/tasks", "/api/inner"):
        answer = await client.get(path, headers=in_english())
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.json()["type"] == "urn:jiangxin:problem:sign-in-needed"


async def test_a_role_that_does_not_suffice_is_403_and_names_those_that_do(
    client: httpx.AsyncClient, token: str
) -> None:
    answer = await client.get("/api/v1/tray", headers=cookie(token))
    assert answer.status_code == 403
    assert "派单员、督办" in answer.json()["detail"]
    page = await client.get("/desk/tray", headers=cookie(token) | page_request() | in_english())
    assert page.status_code == 403
    assert "dispatcher, supervisor" in page.text


async def test_a_method_can_be_guarded_like_a_function(
    client: httpx.AsyncClient, token: str
) -> None:
    assert (await client.get("/tasks/42", headers=cookie(token))).text == "42"
    assert (await client.get("/tasks/42")).status_code == 401


async def test_a_session_begins_and_ends_out_of_reach_of_scripts(make_client: MakeClient) -> None:
    async def enter(request: Request) -> Response:
        response = PlainTextResponse("in")
        begin_session(request, response, "t", timedelta(hours=8))
        return response

    async def leave(_: Request) -> Response:
        response = PlainTextResponse("out")
        end_session(response)
        return response

    client = make_client(Route("/in", enter), Route("/out", leave))
    begun = (await client.get("/in")).headers["set-cookie"]
    assert "jx_session=t" in begun
    assert "HttpOnly" in begun
    assert "SameSite=lax" in begun
    assert "Max-Age=28800" in begun
    assert "Secure" not in begun
    assert "Secure" in (await client.get("https://city.test/in")).headers["set-cookie"]
    assert "Max-Age=0" in (await client.get("/out")).headers["set-cookie"]
