"""Signing in at an identity provider: a session for whoever it vouches for, words for everybody else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.app import make_app
from services.ledger.settings import LedgerSettings
from shared.clock import FixedClock
from shared.web.session import SESSION_COOKIE
from shared.web.signing import TokenSigner
from shared.web.tokens import TokenVerifier
from tests.ledger.oidc.provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    SmallProvider,
    new_provider,
    rsa_key,
)
from tests.ledger.reading import rows

PAGE = {"accept": "text/html"}
BACK = "/login/oidc/back"


@pytest.fixture
async def provider() -> AsyncIterator[SmallProvider]:
    found = new_provider()
    async with found.serving():
        yield found


def trusting(settings: LedgerSettings, provider: SmallProvider) -> LedgerSettings:
    return settings.model_copy(
        update={
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": SecretStr(CLIENT_SECRET),
        }
    )


@pytest.fixture
async def browser(
    settings: LedgerSettings, provider: SmallProvider, ledger: AsyncEngine, clock: FixedClock
) -> AsyncIterator[httpx.AsyncClient]:
    app = make_app(trusting(settings, provider), clock)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://ledger.test") as client:
            client.headers.update(PAGE)
            yield client


async def leave(browser: httpx.AsyncClient, then: str = "/desk/tasks?tab=all") -> str:
    """The address at the provider that the browser is sent to."""
    answer = await browser.get("/login/oidc", params={"next": then})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def come_back(browser: httpx.AsyncClient, query: dict[str, str]) -> httpx.Response:
    return await browser.get(f"{BACK}?lang=en", params={**query, "lang": "en"})


async def test_whoever_the_provider_vouches_for_has_a_session_and_goes_where_they_wanted(
    browser: httpx.AsyncClient, provider: SmallProvider, ledger: AsyncEngine
) -> None:
    assert "/login/oidc?next=" in (await browser.get("/login")).text
    address = await leave(browser)
    assert address.startswith(f"{provider.issuer}/authorize?")
    answer = await come_back(browser, provider.approve(address, "zhang-wei"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/tasks?tab=all")
    assert SESSION_COOKIE in browser.cookies
    assert (await browser.get("/desk/tasks")).status_code == 200
    kept = await rows(ledger, "SELECT staff_id, means FROM sessions")
    assert [tuple(row.values()) for row in kept] == [("zhang-wei", "oidc")]


async def test_who_signs_in_where_somebody_else_was_is_themselves_and_the_other_is_out(
    browser: httpx.AsyncClient, provider: SmallProvider, ledger: AsyncEngine, keys: tuple[str, str]
) -> None:
    await come_back(browser, provider.approve(await leave(browser), "zhang-wei"))
    first = TokenVerifier(keys[1]).verify(browser.cookies[SESSION_COOKIE])
    minutes_ago = datetime.now(UTC) - timedelta(minutes=5)
    stale = TokenSigner(keys[0]).sign(first, minutes_ago)  # to be renewed by the next answer
    browser.cookies.set(SESSION_COOKIE, stale, domain="ledger.test", path="/")
    query = provider.approve(await leave(browser), "zhao-lei")
    browser.cookies.set(SESSION_COOKIE, stale, domain="ledger.test", path="/")
    answer = await come_back(browser, query)
    given = [each for each in answer.headers.get_list("set-cookie") if SESSION_COOKIE in each]
    assert len(given) == 1
    assert TokenVerifier(keys[1]).verify(browser.cookies[SESSION_COOKIE]).staff_id == "zhao-lei"
    going_on = await rows(ledger, "SELECT staff_id FROM sessions WHERE ended_at IS NULL")
    assert [row["staff_id"] for row in going_on] == ["zhao-lei"]


async def test_it_never_leads_to_somebody_elses_site(
    browser: httpx.AsyncClient, provider: SmallProvider
) -> None:
    address = await leave(browser, "https://evil.example/")
    answer = await come_back(browser, provider.approve(address, "zhang-wei"))
    assert answer.headers["location"] == "/desk"


async def test_the_state_and_the_nonce_are_new_each_time(browser: httpx.AsyncClient) -> None:
    asked = [parse_qs(urlsplit(await leave(browser)).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


@pytest.mark.parametrize(
    "bent",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "http://somebody.example"},
        {"aud": "another-client"},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"azp": "another-client"},
    ],
    ids=str,
)
async def test_a_token_that_does_not_hold_signs_nobody_in(
    browser: httpx.AsyncClient, provider: SmallProvider, bent: dict[str, Any]
) -> None:
    provider.claims = bent
    answer = await come_back(browser, provider.approve(await leave(browser), "zhang-wei"))
    assert answer.status_code == 403
    assert "answer did not hold" in answer.text
    assert SESSION_COOKIE not in browser.cookies


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_token_without_the_providers_signature_signs_nobody_in(
    browser: httpx.AsyncClient, provider: SmallProvider, algorithm: str
) -> None:
    provider.algorithm = algorithm
    answer = await come_back(browser, provider.approve(await leave(browser), "zhang-wei"))
    assert answer.status_code == 403
    assert SESSION_COOKIE not in browser.cookies


async def test_a_token_signed_with_somebody_elses_key_signs_nobody_in(
    browser: httpx.AsyncClient, provider: SmallProvider
) -> None:
    provider.signs_with = rsa_key()
    answer = await come_back(browser, provider.approve(await leave(browser), "zhang-wei"))
    assert answer.status_code == 403


async def test_the_wrong_state_and_another_browser_begin_again(
    browser: httpx.AsyncClient, provider: SmallProvider
) -> None:
    query = provider.approve(await leave(browser), "zhang-wei")
    wrong = await come_back(browser, {**query, "state": "another"})
    assert wrong.status_code == 400
    assert "begun in this browser" in wrong.text
    browser.cookies.clear()
    assert (await come_back(browser, query)).status_code == 400
    assert SESSION_COOKIE not in browser.cookies


async def test_a_code_is_good_once(browser: httpx.AsyncClient, provider: SmallProvider) -> None:
    address = await leave(browser)
    cookie = dict(browser.cookies)
    query = provider.approve(address, "zhang-wei")
    assert (await come_back(browser, query)).status_code == 303
    browser.cookies.clear()
    for name, value in cookie.items():
        browser.cookies.set(name, value)
    assert (await come_back(browser, query)).status_code == 403


@pytest.mark.parametrize("staff_id", ["somebody-else", ""])
async def test_who_is_not_on_the_staff_list_is_told_so(
    browser: httpx.AsyncClient, provider: SmallProvider, staff_id: str
) -> None:
    answer = await come_back(browser, provider.approve(await leave(browser), staff_id))
    assert answer.status_code == 403
    assert "not on the staff list" in answer.text


async def test_who_has_left_is_not_let_in(
    browser: httpx.AsyncClient, provider: SmallProvider, ledger: AsyncEngine
) -> None:
    async with ledger.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE staff SET active = false WHERE staff_id = 'zhang-wei'"
        )
        await connection.exec_driver_sql("UPDATE organisation SET version = version + 1")
    answer = await come_back(browser, provider.approve(await leave(browser), "zhang-wei"))
    assert answer.status_code == 403


async def test_who_says_no_at_the_provider_is_not_signed_in(
    browser: httpx.AsyncClient, provider: SmallProvider
) -> None:
    state = provider.approve(await leave(browser), "zhang-wei")["state"]
    answer = await come_back(browser, {"error": "access_denied", "state": state})
    assert answer.status_code == 403


async def test_a_provider_that_is_away_leaves_the_password(
    settings: LedgerSettings, ledger: AsyncEngine, clock: FixedClock
) -> None:
    app = make_app(trusting(settings, new_provider()), clock)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://ledger.test") as client:
            answer = await client.get("/login/oidc?lang=en", headers=PAGE)
            assert answer.status_code == 503
            assert "sign in with your staff id and password" in answer.text
            assert (await client.get("/login", headers=PAGE)).status_code == 200


async def test_a_provider_that_describes_another_issuer_is_not_believed(
    browser: httpx.AsyncClient, provider: SmallProvider
) -> None:
    provider.described = {"issuer": "http://somebody.example"}
    assert (await browser.get("/login/oidc")).status_code == 503


async def test_without_a_provider_there_is_no_such_way_in(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/login/oidc", headers=PAGE)).status_code == 404
    assert "/login/oidc" not in (await visitor.get("/login", headers=PAGE)).text
