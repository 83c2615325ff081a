"""A first password by a code that is good once, a new one by the old one; both end what was before."""

import re
from datetime import timedelta

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.clock import FixedClock
from shared.web.session import SESSION_COOKIE
from tests.ledger.conftest import PASSWORD, SignIn
from tests.ledger.reading import rows

PAGE = {"accept": "text/html"}
NEW = "梧桐 雨后 三更灯"
HOME = "/desk/organisation/staff"
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2}")


async def given(sign_in: SignIn, who: str = "huang-ting", whom: str = "feng-yan") -> str:
    """A code, from the page that shows it."""
    officer = await sign_in(who)
    page = await officer.post(f"{HOME}/{whom}/sign-in-code", headers=PAGE)
    assert page.status_code == 200, page.text
    assert page.headers["cache-control"] == "no-store"
    del officer.headers["authorization"]
    found = CODE.search(page.text)
    assert found
    return found[0]


async def use(
    visitor: httpx.AsyncClient, code: str, password: str = NEW, **other: str
) -> httpx.Response:
    form = {"staff_id": "feng-yan", "code": code, "password": password, "again": password, **other}
    return await visitor.post("/login/first", data=form, headers=PAGE)


async def enters(visitor: httpx.AsyncClient, password: str, who: str = "feng-yan") -> bool:
    body = {"staff_id": who, "password": password}
    return (await visitor.post("/api/v1/session", json=body)).status_code == 201


async def test_a_colleague_sets_a_password_with_a_code_that_is_good_once(
    visitor: httpx.AsyncClient, sign_in: SignIn, ledger: AsyncEngine
) -> None:
    old = (await sign_in("feng-yan")).headers["authorization"]
    code = await given(sign_in)
    assert code not in str(await rows(ledger, "SELECT * FROM sign_in_codes"))
    assert (await visitor.get("/api/v1/tasks")).status_code == 401, "a code opens no session"
    assert await enters(visitor, PASSWORD), "until it is used, the old one is good"
    done = await use(visitor, code.lower().replace("-", " "))
    assert (done.status_code, done.headers["location"]) == (303, "/desk")
    assert (await visitor.get("/desk/tasks", headers=PAGE)).status_code == 200
    visitor.cookies.clear()
    assert await enters(visitor, NEW)
    assert not await enters(visitor, PASSWORD)
    out = await visitor.get("/api/v1/tasks", headers={"authorization": old})
    assert out.status_code == 401
    again = await use(visitor, code, "another password")
    assert (again.status_code, "已用过" in again.text) == (401, True)
    log = await rows(ledger, "SELECT actor, code, after FROM organisation_changes ORDER BY id")
    told = [(row["actor"], row["code"], *row["after"]) for row in log]
    assert told == [
        ("huang-ting", "feng-yan", "sign_in_code"),
        ("feng-yan", "feng-yan", "password_set"),
    ]
    assert NEW not in str(log)
    assert code not in str(log)


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("huang-ting", "ma-chao"),
        ("huang-ting", "huang-ting"),
        ("feng-yan", "song-jie"),
        ("wu-gang", "feng-yan"),
        ("chen-jing", "chen-jing"),
        ("zhou-min", "feng-yan"),
    ],
)
async def test_who_gives_no_code(sign_in: SignIn, ledger: AsyncEngine, who: str, whom: str) -> None:
    """Another unit's head, a colleague, an auditor, and nobody for themselves."""
    officer = await sign_in(who)
    assert (await officer.post(f"{HOME}/{whom}/sign-in-code", headers=PAGE)).status_code == 403
    assert await rows(ledger, "SELECT * FROM sign_in_codes") == []


async def test_a_head_opens_no_account_that_may_more_than_the_unit(
    sign_in: SignIn, ledger: AsyncEngine
) -> None:
    async with ledger.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE staff SET roles = '{owner,dispatcher}' WHERE staff_id = 'feng-yan'"
        )
        await connection.exec_driver_sql("UPDATE organisation SET version = version + 1")
    head = await sign_in("huang-ting")
    answer = await head.post(f"{HOME}/feng-yan/sign-in-code", headers=PAGE)
    assert answer.status_code == 403
    assert "全市岗位" in answer.text
    assert CODE.search(await given(sign_in, "chen-jing"))


async def test_a_code_runs_out_and_guessing_one_is_slowed(
    visitor: httpx.AsyncClient, sign_in: SignIn, clock: FixedClock
) -> None:
    code = await given(sign_in)
    for _ in range(5):
        assert (await use(visitor, "AAAA-BBBB-CCCC-DDDD")).status_code == 401
    assert (await use(visitor, code)).status_code == 429
    clock.advance(timedelta(days=3))
    assert (await use(visitor, code)).status_code == 401


@pytest.mark.parametrize(
    ("bent", "words"),
    [
        ({"password": "kurz", "again": "kurz"}, "at least 8"),
        ({"again": "something else"}, "not the same"),
        ({"password": "feng-yan", "again": "feng-yan"}, "staff id"),
    ],
)
async def test_a_weak_password_costs_no_code(
    visitor: httpx.AsyncClient, sign_in: SignIn, bent: dict[str, str], words: str
) -> None:
    code = await given(sign_in)
    visitor.headers["accept-language"] = "en"
    refused = await use(visitor, code, **bent)
    assert (refused.status_code, words in refused.text) == (422, True)
    assert code not in refused.text
    assert (await use(visitor, code)).status_code == 303


async def test_a_new_password_needs_the_old_one_and_signs_out_everywhere_else(
    visitor: httpx.AsyncClient, sign_in: SignIn
) -> None:
    elsewhere = (await sign_in("wu-gang")).headers.pop("authorization")
    await visitor.post("/login", data={"staff_id": "wu-gang", "password": PASSWORD}, headers=PAGE)
    before = visitor.cookies[SESSION_COOKIE]
    form = {"present": "not this", "password": NEW, "again": NEW}
    wrong = await visitor.post("/desk/password", data=form, headers=PAGE)
    assert (wrong.status_code, "现在的密码不对" in wrong.text) == (401, True)
    same = {"present": PASSWORD, "password": PASSWORD, "again": PASSWORD}
    assert (await visitor.post("/desk/password", data=same, headers=PAGE)).status_code == 422
    form["present"] = PASSWORD
    done = await visitor.post("/desk/password", data=form, headers=PAGE)
    assert done.headers["location"] == "/desk/sessions?done=password"
    assert visitor.cookies[SESSION_COOKIE] != before
    assert "密码换好了" in (await visitor.get(done.headers["location"], headers=PAGE)).text
    visitor.cookies.clear()
    for token in (elsewhere, f"Bearer {before}"):
        out = await visitor.get("/api/v1/tasks", headers={"authorization": token})
        assert out.status_code == 401
    assert await enters(visitor, NEW, "wu-gang")
