"""An officer sees how to reach somebody: asked of intake over the bus, in clear nowhere but on their page."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.messaging.questions import REVEAL_CONTACT
from shared.provision.streams import as_provision
from shared.revealing.answer import AnswerKey, NotSealedForUs
from shared.revealing.question import ContactQuestion, QuestionSigner
from shared.web.signing import TokenSigner
from shared.web.tokens import Officer
from tests.ledger.reading import rows
from tests.revealing.conftest import ADDRESS, EMAIL, NAME, PHONE, PLANTED, Pair, officer
from tests.shared.provision.conftest import User

SAID = {
    "title": "小区门口的路灯不亮",
    "content": "门口的路灯坏了三天，晚上看不清台阶。",
    "category_code": None,
    "name": NAME,
    "phone": PHONE,
    "address": ADDRESS,
    "email": EMAIL,
}
PAGE = {"accept": "text/html"}


async def eventually(condition: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    limit = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < limit, "it did not happen in time"
        await asyncio.sleep(0.05)


@pytest.fixture
async def intake(pair: Pair) -> AsyncIterator[httpx.AsyncClient]:
    async with pair.serving(pair.new_intake()) as client:
        yield client


@pytest.fixture
async def ledger(pair: Pair) -> AsyncIterator[httpx.AsyncClient]:
    async with pair.serving(pair.new_ledger()) as client:
        yield client


async def handed_in(
    intake: httpx.AsyncClient, ledger: httpx.AsyncClient, **more: object
) -> dict[str, Any]:
    """A complaint that has become a task, as a dispatcher sees it."""
    said = {key: value for key, value in {**SAID, **more}.items() if value is not None}
    answer = await intake.post("/api/v1/complaints", json=said)
    assert answer.status_code == 201, answer.text
    number = answer.json()["complaint_number"]
    await officer(ledger, "chen-jing")

    async def there() -> bool:
        return (await ledger.get(f"/api/v1/tasks/{number}")).status_code == 200

    await eventually(there)
    return (await ledger.get(f"/api/v1/tasks/{number}")).json()


def address(task: dict[str, Any]) -> str:
    return f"/api/v1/tasks/{task['task_number']}/reveal"


def asking(task: dict[str, Any], purpose: str = "contact", **more: object) -> dict[str, Any]:
    return {"expected_version": task["version"], "purpose": purpose, **more}


async def everything_kept(pair: Pair) -> str:
    """What lies in every stream and in the ledger's database, and in intake's outbox."""
    kept = ""
    url, seed = pair.installation.url, pair.installation.seed("provision")
    async with as_provision([url], seed) as js:
        for stream in ("INTAKE", "LEDGER", "PARKED"):
            last = (await js.stream_info(stream)).state.last_seq
            for sequence in range(1, last + 1):
                message = await js.get_msg(stream, sequence)
                kept += f"{message.subject} {message.headers} {(message.data or b'').decode()}"
    for table in ("tasks", "trail", "contact_questions"):
        kept += str(await rows(pair.engines["ledger"], f"SELECT * FROM {table}"))
    for engine in pair.engines.values():
        kept += str(await rows(engine, "SELECT convert_from(payload, 'UTF8') FROM outbox"))
    return kept


async def test_the_contact_is_shown_once_and_the_trail_says_to_whom_and_what_for(
    pair: Pair, intake: httpx.AsyncClient, ledger: httpx.AsyncClient
) -> None:
    task = await handed_in(intake, ledger)
    answer = await ledger.post(address(task), json=asking(task, "safety", note="老人独居"))
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    told = {"name": NAME, "phone": PHONE, "address": ADDRESS, "email": EMAIL}
    assert answer.json()["contact"] == told
    after = (await ledger.get(f"/api/v1/tasks/{task['task_number']}")).json()
    entry = after["trail"][-1]
    assert (entry["action"], entry["actor"]) == ("reveal", "chen-jing")
    assert entry["after"] == {"purpose": "safety", "note": "老人独居"}
    assert (after["state"], after["version"]) == (task["state"], task["version"] + 1)

    async def both_books() -> bool:
        kept = await everything_kept(pair)
        return "ledger.contact.requested.v1" in kept and "intake.contact.revealed.v1" in kept

    await eventually(both_books)
    kept = await everything_kept(pair)
    assert not [each for each in PLANTED if each in kept]


async def test_on_the_desk_it_is_a_page_that_closes_by_itself(
    intake: httpx.AsyncClient, ledger: httpx.AsyncClient
) -> None:
    task = await handed_in(intake, ledger)
    page = f"/desk/tasks/{task['task_number']}"
    assert f'href="{page}/reveal"' in (await ledger.get(page, headers=PAGE)).text
    assert (await ledger.get(f"{page}/reveal?lang=en", headers=PAGE)).status_code == 200
    given = asking(task, "call_back")
    missing = await ledger.post(f"{page}/reveal", data={**given, "purpose": ""}, headers=PAGE)
    assert missing.status_code == 422
    assert PHONE not in missing.text
    shown = await ledger.post(f"{page}/reveal", data=given, headers=PAGE)
    assert shown.status_code == 200
    assert PHONE in shown.text
    assert NAME in shown.text
    assert shown.headers["refresh"] == f"120; url={page}"
    assert shown.headers["cache-control"] == "no-store"
    story = (await ledger.get(f"{page}?lang=en", headers=PAGE)).text
    assert "Asked how to reach the person to call back" in story
    assert PHONE not in story


async def test_nobody_who_listens_on_the_bus_can_read_the_answer(
    pair: Pair, intake: httpx.AsyncClient, ledger: httpx.AsyncClient
) -> None:
    """The ledger's own user can hear the answers; without the key in the process they say nothing."""
    task = await handed_in(intake, ledger)
    eavesdropper = await pair.installation.as_service("ledger")
    heard: list[bytes] = []

    async def note(message: Any) -> None:
        heard.append(message.data)

    await eavesdropper.client.subscribe("_INBOX_ledger.>", cb=note)
    await eavesdropper.client.flush()
    answer = await ledger.post(address(task), json=asking(task))
    assert answer.status_code == 200

    async def overheard() -> bool:
        return any(b"sealed" in each for each in heard)

    await eventually(overheard)
    sealed = next(each for each in heard if b"sealed" in each)
    assert not [each for each in PLANTED if each.encode() in sealed]
    with pytest.raises(NotSealedForUs):
        AnswerKey().open(base64.b64decode(json.loads(sealed)["sealed"]), uuid4())


async def test_while_intake_is_away_it_says_so_and_the_try_does_not_count(
    pair: Pair, ledger: httpx.AsyncClient
) -> None:
    async with pair.serving(pair.new_intake()) as intake:
        task = await handed_in(intake, ledger)
    started = time.monotonic()
    answer = await ledger.post(f"{address(task)}?lang=en", json=asking(task))
    assert time.monotonic() - started < 3, "nobody listens: that is known at once"
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert answer.json()["type"] == "urn:jiangxin:problem:intake-away"
    assert answer.json()["detail"].startswith("Intake does not answer at the moment")
    assert await rows(pair.engines["ledger"], "SELECT * FROM contact_questions") == []
    async with pair.serving(pair.new_intake()):
        again = asking({**task, "version": task["version"] + 1})

        async def answered() -> bool:
            answer = await ledger.post(address(task), json=again)
            again["expected_version"] += 1
            return answer.status_code == 200

        await eventually(answered)


async def test_an_intake_that_hangs_is_waited_for_no_longer_than_told(
    pair: Pair, intake: httpx.AsyncClient
) -> None:
    async with pair.serving(pair.new_ledger(contact_answer_seconds=0.3)) as ledger:
        task = await handed_in(intake, ledger)
        async with pair.engines["intake"].begin() as connection:
            await connection.exec_driver_sql("LOCK contacts IN ACCESS EXCLUSIVE MODE")
            answer = await ledger.post(address(task), json=asking(task))
            assert answer.status_code == 503


async def test_each_officer_may_look_at_so_many_an_hour(
    pair: Pair, intake: httpx.AsyncClient
) -> None:
    async with pair.serving(pair.new_ledger(contacts_an_hour=2)) as ledger:
        task = await handed_in(intake, ledger)
        for version in (0, 1):
            given = asking({"version": task["version"] + version})
            assert (await ledger.post(address(task), json=given)).status_code == 200
        refused = await ledger.post(address(task), json=asking({"version": task["version"] + 2}))
        assert (refused.status_code, int(refused.headers["retry-after"]) > 3000) == (429, True)
        assert (await ledger.get(address(task).removesuffix("/reveal"))).json()["version"] == (
            task["version"] + 2
        )
        await officer(ledger, "li-na")
        other = await ledger.post(address(task), json=asking({"version": task["version"] + 2}))
        assert other.status_code == 200


async def test_who_left_no_contact_cannot_be_reached(
    intake: httpx.AsyncClient, ledger: httpx.AsyncClient
) -> None:
    nothing = {"name": None, "phone": None, "address": None, "email": None}
    task = await handed_in(intake, ledger, **nothing)
    answer = await ledger.post(address(task), json=asking(task))
    assert answer.json()["type"].endswith("contact-is-possible")


@pytest.fixture
async def asker(pair: Pair, intake: httpx.AsyncClient) -> User:
    """The ledger's NATS user, without the ledger."""
    return await pair.installation.as_service("ledger")


def question(number: str, key: AnswerKey) -> ContactQuestion:
    return ContactQuestion(
        question_id=uuid4(),
        complaint_number=number,
        asked_by="chen-jing",
        purpose="contact",
        answer_key=key.public,
    )


async def asked(asker: User, said: bytes) -> dict[str, str]:
    for _ in range(100):
        try:
            answer = await asker.client.request(REVEAL_CONTACT.subject, said, timeout=3)
            return json.loads(answer.data)
        except Exception:
            await asyncio.sleep(0.05)
    pytest.fail("intake never listened")


async def test_a_question_that_the_ledger_did_not_sign_is_not_answered(
    pair: Pair, intake: httpx.AsyncClient, asker: User
) -> None:
    """Whoever has the ledger's NATS credentials alone learns nothing."""
    number = (await intake.post("/api/v1/complaints", json=_said())).json()["complaint_number"]
    key = AnswerKey()
    private = pair.ledger.token_private_key.get_secret_value()
    genuine = QuestionSigner(private).sign(question(number, key))
    assert set(await asked(asker, genuine)) == {"sealed"}
    refused = {"refused": "not_asked"}
    assert await asked(asker, genuine) == refused, "a question is answered once"
    token = TokenSigner(private).sign(Officer("chen-jing", "陈静")).encode()
    head, _, tail = genuine.decode().split(".")
    other = QuestionSigner(private).sign(question(number, AnswerKey())).decode().split(".")[1]
    for forged in (token, f"{head}.{other}.{tail}".encode(), b"", b"\xff\xfe", b"a.b.c"):
        assert await asked(asker, forged) == refused


async def test_the_answer_to_one_question_is_none_to_another(
    pair: Pair, intake: httpx.AsyncClient, asker: User
) -> None:
    number = (await intake.post("/api/v1/complaints", json=_said())).json()["complaint_number"]
    key = AnswerKey()
    mine = question(number, key)
    signer = QuestionSigner(pair.ledger.token_private_key.get_secret_value())
    sealed = base64.b64decode((await asked(asker, signer.sign(mine)))["sealed"])
    with pytest.raises(NotSealedForUs):
        key.open(sealed, uuid4())
    with pytest.raises(NotSealedForUs):
        AnswerKey().open(sealed, mine.question_id)
    assert asdict(key.open(sealed, mine.question_id))["phone"] == PHONE


def _said() -> dict[str, Any]:
    return {key: value for key, value in SAID.items() if value is not None}
