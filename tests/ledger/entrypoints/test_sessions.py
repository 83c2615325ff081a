"""Sessions end by themselves, by hand, and with the job; within the ledger at once, elsewhere soon."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import jwt
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.app import make_app
from services.ledger.settings import LedgerSettings
from shared.clock import FixedClock
from shared.web.session import SESSION_COOKIE
from shared.web.signing import LIFETIME, TokenSigner
from shared.web.tokens import Officer, TokenVerifier
from tests.ledger.conftest import PASSWORD

PAGE = {"accept": "text/html"}
GIVEN = {"staff_id": "zhang-wei", "password": PASSWORD}


@pytest.fixture
async def browser(
    settings: LedgerSettings, ledger: AsyncEngine, clock: FixedClock
) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at a ledger with the limits an installation has."""
    usual = settings.model_copy(
        update={"session_idle_minutes": 30, "session_hours": 10, "tries_an_address": 30}
    )
    app = make_app(usual, clock)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://ledger.test") as client:
            yield client


async def sign_in(browser: httpx.AsyncClient) -> str:
    """The token the browser keeps."""
    browser.cookies.clear()
    answer = await browser.post("/login", data=GIVEN, headers=PAGE)
    assert answer.status_code == 303, answer.text
    return browser.cookies[SESSION_COOKIE]


async def is_in(browser: httpx.AsyncClient, **headers: str) -> bool:
    answer = await browser.get("/desk/tasks", headers={**PAGE, **headers})
    return answer.status_code == 200


async def test_whoever_works_stays_in_and_whoever_does_not_is_out(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    await sign_in(browser)
    for _ in range(3):
        clock.advance(timedelta(minutes=25))
        assert await is_in(browser)
    clock.advance(timedelta(minutes=31))
    answer = await browser.get("/desk/tasks", headers=PAGE)
    assert (answer.status_code, answer.headers["location"][:7]) == (303, "/login?")


async def test_a_page_that_refreshes_itself_is_no_sign_of_work(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    await sign_in(browser)
    for _ in range(6):
        clock.advance(timedelta(minutes=5))
        assert await is_in(browser, **{"sec-fetch-dest": "empty"})
    clock.advance(timedelta(minutes=5))
    assert not await is_in(browser, **{"sec-fetch-dest": "empty"})


async def test_nobody_stays_in_longer_than_a_working_day(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    await sign_in(browser)
    for _ in range(29):
        clock.advance(timedelta(minutes=20))
        assert await is_in(browser)
    clock.advance(timedelta(minutes=21))
    assert not await is_in(browser)


async def test_a_token_that_ran_out_is_renewed_without_losing_what_was_typed(
    browser: httpx.AsyncClient, settings: LedgerSettings, keys: tuple[str, str]
) -> None:
    """The token is for the other services; here the session is what counts, for forms as well."""
    fresh = await sign_in(browser)
    officer = TokenVerifier(keys[1]).verify(fresh)
    long_ago = datetime.now(UTC) - timedelta(hours=2)
    browser.cookies.clear()
    browser.cookies.set(SESSION_COOKIE, TokenSigner(keys[0]).sign(officer, long_ago))
    typed = {"text": "路灯", "category": "", "district": ""}
    answer = await browser.post("/desk/organisation", data=typed, headers=PAGE)
    assert answer.status_code == 200
    renewed = answer.cookies[SESSION_COOKIE]
    assert TokenVerifier(keys[1]).verify(renewed).staff_id == "zhang-wei"
    back = await browser.get("/login?next=/figures", headers=PAGE)
    assert (back.status_code, back.headers["location"]) == (303, "/figures")


async def test_signing_out_ends_the_session_for_whoever_copied_the_token(
    browser: httpx.AsyncClient,
) -> None:
    copied = await sign_in(browser)
    await browser.post("/logout", headers=PAGE)
    browser.cookies.clear()
    browser.cookies.set(SESSION_COOKIE, copied)
    assert not await is_in(browser)
    bearer = {"authorization": f"Bearer {copied}"}
    assert (await browser.get("/api/v1/tasks", headers=bearer)).status_code == 401


async def test_signing_out_everywhere_ends_all_of_ones_sessions_and_nobody_elses(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.post("/api/v1/session", json=GIVEN)
    program = {"authorization": f"Bearer {answer.json()['token']}"}
    other = {"staff_id": "zhao-lei", "password": PASSWORD}
    answer = await browser.post("/api/v1/session", json=other)
    somebody = {"authorization": f"Bearer {answer.json()['token']}"}
    await sign_in(browser)
    page = (await browser.get("/desk/sessions?lang=en", headers=PAGE)).text
    assert "this one" in page
    assert "program" in page
    done = await browser.post("/desk/sessions/end", headers=PAGE)
    assert (done.status_code, done.headers["location"]) == (303, "/login")
    browser.cookies.clear()
    assert (await browser.get("/api/v1/tasks", headers=program)).status_code == 401
    assert (await browser.get("/api/v1/tasks", headers=somebody)).status_code == 200


async def test_who_has_left_is_out_at_once(browser: httpx.AsyncClient, ledger: AsyncEngine) -> None:
    token = await sign_in(browser)
    async with ledger.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE staff SET active = false WHERE staff_id = 'zhang-wei'"
        )
        await connection.exec_driver_sql("UPDATE organisation SET version = version + 1")
    assert not await is_in(browser)
    bearer = {"authorization": f"Bearer {token}"}
    renewed = await browser.post("/api/v1/session/renew", headers=bearer)
    assert renewed.status_code == 401


async def test_other_services_believe_a_token_for_ten_minutes_at_most(
    browser: httpx.AsyncClient,
) -> None:
    token = await sign_in(browser)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert timedelta(minutes=10) == LIFETIME
    assert claims["exp"] - claims["iat"] == LIFETIME.total_seconds()


async def test_a_program_renews_its_token_while_its_session_goes_on(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    body = (await browser.post("/api/v1/session", json=GIVEN)).json()
    assert body["expires_in"] == 600
    bearer = {"authorization": f"Bearer {body['token']}"}
    fresh = await browser.post("/api/v1/session/renew", headers=bearer)
    assert fresh.status_code == 201
    clock.advance(timedelta(minutes=31))
    late = await browser.post("/api/v1/session/renew", headers=bearer)
    assert late.status_code == 401


@pytest.mark.parametrize("session_id", ["", "no-uuid", "0199f3a0-0000-7000-8000-000000000001"])
async def test_a_token_without_a_session_of_its_own_opens_nothing(
    browser: httpx.AsyncClient, keys: tuple[str, str], session_id: str
) -> None:
    roles = frozenset({"dispatcher"})
    signed = TokenSigner(keys[0]).sign(Officer("chen-jing", "陈静", None, roles, session_id))
    bearer = {"authorization": f"Bearer {signed}"}
    assert (await browser.get("/api/v1/tasks", headers=bearer)).status_code == 401


async def test_one_officers_token_does_not_open_anothers_session(
    browser: httpx.AsyncClient, keys: tuple[str, str]
) -> None:
    mine = TokenVerifier(keys[1]).verify(await sign_in(browser))
    browser.cookies.clear()
    forged = TokenSigner(keys[0]).sign(
        Officer("chen-jing", "陈静", None, frozenset(), mine.session_id)
    )
    bearer = {"authorization": f"Bearer {forged}"}
    assert (await browser.get("/api/v1/tasks", headers=bearer)).status_code == 401


async def test_guessing_through_the_staff_list_from_one_address_is_slowed(
    browser: httpx.AsyncClient, clock: FixedClock
) -> None:
    for index in range(30):
        guess = {"staff_id": f"somebody-{index}", "password": "123456"}
        assert (await browser.post("/api/v1/session", json=guess)).status_code == 401
    refused = await browser.post("/api/v1/session", json=GIVEN)
    assert refused.status_code == 429
    clock.advance(timedelta(seconds=int(refused.headers["retry-after"])))
    assert (await browser.post("/api/v1/session", json=GIVEN)).status_code == 201


async def test_an_office_that_signs_in_every_morning_is_not_slowed(
    browser: httpx.AsyncClient,
) -> None:
    for _ in range(40):
        assert (await browser.post("/api/v1/session", json=GIVEN)).status_code == 201


async def test_a_form_on_somebody_elses_site_signs_nobody_out(browser: httpx.AsyncClient) -> None:
    await sign_in(browser)
    foreign = {**PAGE, "origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    for address in ("/desk/sessions/end", "/logout", "/desk/tasks/261123-000001-00/reveal"):
        assert (await browser.post(address, headers=foreign)).status_code == 403
    assert await is_in(browser)
