"""Signing in: for people and programs, slowed down for those who guess."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.clock import FixedClock
from shared.database import transaction
from shared.web.session import SESSION_COOKIE
from shared.web.tokens import TokenVerifier
from tests.ledger.conftest import PASSWORD, SignIn

PAGE = {"accept": "text/html"}


async def give(
    visitor: httpx.AsyncClient, staff_id: str, password: str, address: str = "/login"
) -> httpx.Response:
    return await visitor.post(
        address, data={"staff_id": staff_id, "password": password}, headers=PAGE
    )


async def test_the_right_password_leads_to_where_one_wanted_to_go(
    visitor: httpx.AsyncClient,
) -> None:
    asked = await visitor.get("/desk/tasks?tab=all", headers=PAGE)
    assert asked.status_code == 303
    answer = await give(visitor, "zhang-wei", PASSWORD, asked.headers["location"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/tasks?tab=all")
    cookie = answer.headers["set-cookie"]
    assert SESSION_COOKIE in cookie
    assert "HttpOnly" in cookie
    assert (await visitor.get("/desk/tasks", headers=PAGE)).status_code == 200


async def test_it_never_leads_to_somebody_elses_site(visitor: httpx.AsyncClient) -> None:
    answer = await give(visitor, "zhang-wei", PASSWORD, "/login?next=https://evil.example/")
    assert answer.headers["location"] == "/desk"


async def test_the_token_says_who_it_is_and_other_services_can_verify_it(
    visitor: httpx.AsyncClient, keys: tuple[str, str], clock: FixedClock
) -> None:
    given = {"staff_id": "zhao-lei", "password": PASSWORD}
    answer = await visitor.post("/api/v1/session", json=given)
    body = answer.json()
    assert answer.status_code == 201
    assert body["officer"] == {
        "staff_id": "zhao-lei",
        "name": "赵磊",
        "unit_code": "market-regulation",
        "roles": ["unit_head"],
    }
    officer = TokenVerifier(keys[1]).verify(body["token"])
    assert (officer.staff_id, officer.unit) == ("zhao-lei", "market-regulation")


@pytest.mark.parametrize("staff_id", ["zhang-wei", "nobody-at-all"])
async def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    visitor: httpx.AsyncClient, staff_id: str
) -> None:
    answer = await give(visitor, staff_id, "wrong password")
    assert answer.status_code == 401
    assert "工号或密码不对" in answer.text
    assert f'value="{staff_id}"' in answer.text
    assert "wrong password" not in answer.text
    program = {"staff_id": staff_id, "password": "wrong password"}
    problem = (await visitor.post("/api/v1/session", json=program)).json()
    assert problem["type"] == "urn:jiangxin:problem:wrong-password"


@pytest.mark.parametrize("staff_id", ["zhang-wei", "nobody-at-all"])
async def test_guessing_has_to_wait_longer_each_time_even_with_the_right_word(
    visitor: httpx.AsyncClient, clock: FixedClock, staff_id: str
) -> None:
    for _ in range(5):
        assert (await give(visitor, staff_id, "guess")).status_code == 401
    answer = await give(visitor, staff_id, PASSWORD)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert "请等 1 秒再试" in answer.text
    clock.advance(timedelta(seconds=1))
    assert (await give(visitor, staff_id, "guess")).status_code == 401
    assert (await give(visitor, staff_id, PASSWORD)).headers["retry-after"] == "2"


async def test_nobody_uses_up_an_offices_tries_under_its_address_as_a_name(
    visitor: httpx.AsyncClient, ledger: AsyncEngine
) -> None:
    for _ in range(4):
        await give(visitor, "address 10.1.2.3", "guess")
    async with ledger.connect() as connection:
        counted = await connection.execute(text("SELECT name FROM sign_in_failures"))
    assert set(counted.scalars()) == {"address 127.0.0.1", "name address 10.1.2.3"}


async def test_the_right_password_wipes_the_slate(
    visitor: httpx.AsyncClient, ledger: AsyncEngine
) -> None:
    for _ in range(4):
        await give(visitor, "zhang-wei", "guess")
    assert (await give(visitor, "zhang-wei", PASSWORD)).status_code == 303
    async with ledger.connect() as connection:
        left = await connection.execute(text("SELECT name, failures FROM sign_in_failures"))
    assert left.all() == [("address 127.0.0.1", 4)], "who guessed from there is still known"


async def test_whoever_has_left_cannot_sign_in_and_an_old_token_opens_nothing(
    sign_in: SignIn, ledger: AsyncEngine
) -> None:
    officer = await sign_in("zhang-wei")
    async with transaction(ledger) as connection:
        await connection.execute(
            text("UPDATE staff SET active = false WHERE staff_id = 'zhang-wei'")
        )
        await connection.execute(text("UPDATE organisation SET version = version + 1"))
    answer = await officer.get("/api/v1/tasks")
    assert answer.status_code == 401
    again = {"staff_id": "zhang-wei", "password": PASSWORD}
    assert (await officer.post("/api/v1/session", json=again)).status_code == 401


async def test_signing_out_forgets_the_session(visitor: httpx.AsyncClient) -> None:
    await give(visitor, "zhang-wei", PASSWORD)
    answer = await visitor.post("/logout", headers=PAGE)
    assert answer.status_code == 303
    assert (await visitor.get("/desk/tasks", headers=PAGE)).status_code == 303


async def test_what_is_missing_is_named(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post(
        "/api/v1/session", json={"staff_id": ""}, headers={"accept-language": "en"}
    )
    fields = [error["field"] for error in answer.json()["errors"]]
    assert (answer.status_code, fields) == (422, ["staff_id", "password"])
