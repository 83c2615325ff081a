"""Who complained confidentially stays unknown to the units: each page and each answer, word by word."""

from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from services.ledger.app import make_app
from services.ledger.settings import LedgerSettings
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn

TASK, PAGE = f"/api/v1/tasks/{number(1)}", f"/desk/tasks/{number(1)}"
HTML = {"accept": "text/html"}
SAID_WHEN_CALLED = "王女士说家住三单元"
SECRET = complaint(
    1,
    confidential=True,
    has_contact=True,
    channel="complaint_desk",
    occurred_at="2026-11-20T01:02:03Z",
)
TELLING = (SAID_WHEN_CALLED, "complaint_desk", "投诉窗口", "2026-11-20")
LEDGERS = ("quick-fixes", "service-measures", "pain-points", "liaison")
READERS = (
    "/api/v1/tasks",
    "/api/v1/tasks?unit=urban-management&order=due_at",
    TASK,
    f"{TASK}/deadline",
    f"{TASK}/evidence",
    "/api/v1/units",
    "/desk/tasks?tab=mine",
    "/desk/tasks?tab=unit",
    "/desk/tasks?tab=overdue",
    "/desk/tasks?tab=all",
    "/desk/tasks?q=路灯",
    PAGE,
    f"{PAGE}?act=report",
    f"{PAGE}?act=recuse",
    f"{PAGE}/reveal",
    f"{PAGE}/evidence",
    "/desk/organisation",
    "/desk/ledger",
    "/desk/ledger.csv",
    "/desk/ledger.xlsx",
    "/desk/organisation/changes",
    "/desk/organisation/try",
    "/api/v1/organisation/changes",
    "/desk/organisation/exports",
    "/api/v1/organisation/exports",
    "/api/v1/process-log.xes",
    "/desk/ledgers",
    *(f"/api/v1/ledgers/{ledger}" for ledger in LEDGERS),
    *(f"/desk/ledgers/{ledger}" for ledger in LEDGERS),
    *(f"/desk/ledgers/{ledger}/new" for ledger in LEDGERS),
)


def text_of(answer: httpx.Response) -> str:
    """What can be read in it; a workbook is a ZIP of texts."""
    if not answer.content.startswith(b"PK"):
        return answer.text
    with ZipFile(BytesIO(answer.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


async def act(officer: httpx.AsyncClient, name: str, **body: Any) -> httpx.Response:
    version = (await officer.get(TASK)).json()["version"]
    return await officer.post(f"{TASK}/{name}", json={"expected_version": version, **body})


@pytest.fixture
async def handled(enter: Enter, sign_in: SignIn) -> None:
    """Sent to a unit with another assisting; the centre has spoken with the person, twice."""
    await enter(SECRET)
    to = {"unit_code": "urban-management", "owner_id": "feng-yan", "assist_units": ["housing"]}
    sent = await act(await sign_in("chen-jing"), "dispatch", **to)
    assert sent.status_code == 200, sent.text
    assert (await act(await sign_in("feng-yan"), "sign")).status_code == 200
    spoken = {"means": "phone", "reached": True, "note": SAID_WHEN_CALLED}
    told = await act(await sign_in("chen-jing"), "contact", **spoken)
    assert told.status_code == 200, told.text
    reply = {"result": "resolved", "public_reply": "修好了。", "measures": ["换灯泡"]}
    assert (await act(await sign_in("feng-yan"), "report", **reply)).status_code == 200
    assert (await act(await sign_in("chen-jing"), "pass_audit")).status_code == 200
    unreachable = {"outcome": "unreachable", "note": SAID_WHEN_CALLED}
    assert (await act(await sign_in("li-na"), "call_back", **unreachable)).status_code == 200
    relative = {"staff_id": "li-na", "note": SAID_WHEN_CALLED}
    assert (await act(await sign_in("chen-jing"), "recuse", **relative)).status_code == 200


@pytest.mark.parametrize("who", ["feng-yan", "song-jie", "huang-ting", "ma-chao", "he-ping"])
async def test_no_page_and_no_answer_tells_a_unit_who_it_was(
    handled: None, sign_in: SignIn, who: str
) -> None:
    officer = await sign_in(who)
    for address, accept in product(READERS, ("text/html", "application/json")):
        answer = await officer.get(address, headers={"accept": accept})
        if who == "he-ping" and number(1) in address:
            assert answer.status_code == 404, address
        assert not [each for each in TELLING if each in text_of(answer)], address


async def test_the_list_of_addresses_read_here_is_complete(settings: LedgerSettings) -> None:
    """Whoever adds a page adds it above, or says here why it shows no task."""
    no_task = {
        *(
            "/login",
            "/desk",
            "/desk/sessions",
            "/desk/password",
            "/login/first",
            "/static/{path:path}",
            "/livez",
            "/readyz",
            "/metrics",
        ),
        *("/openapi.json", "/asyncapi.json", "/api/v1/process-model.pnml"),
        *("/api/v1/deadline-rules", "/api/v1/calendars", "/api/v1/calendars/{version}"),
        *("/api/v1/recomputations", "/desk/deadlines", "/desk/deadlines/calendar"),
        *("/desk/deadlines/calendars/{version}", "/desk/deadlines/rules/{code}"),
        "/desk/deadlines/limits/{name}",
    }
    patterns = {number(1): "{number}", "log.xes": "log.{form:str}"}
    read = {address.partition("?")[0] for address in READERS}
    for said, pattern in patterns.items():
        read = {address.replace(said, pattern) for address in read}
    routes = [route for route in make_app(settings).routes if "GET" in (route.methods or ())]
    items = ("/desk/items", "/api/v1/service-items")  # what offices do, not what people said
    # One entry, with at most the title of a task that the reader may see; one part of the organisation;
    # one file, which is read in test_evidence.py.
    one = ("{number:int}", "organisation/{section}", "staff/{code}/leave", "{evidence_id}")
    paths = {
        route.path
        for route in routes
        if not route.path.startswith(items) and not any(part in route.path for part in one)
    }
    assert paths - no_task == read


@pytest.mark.parametrize("who", ["chen-jing", "zhou-min", "wu-gang"])
async def test_the_centre_reads_what_was_said(handled: None, sign_in: SignIn, who: str) -> None:
    officer = await sign_in(who)
    body = (await officer.get(TASK)).json()
    assert body["channel"] == "complaint_desk"
    assert body["contacts"][0]["note"] == SAID_WHEN_CALLED
    assert SAID_WHEN_CALLED in (await officer.get(PAGE, headers=HTML)).text


async def test_the_unit_sees_that_there_was_a_conversation_and_what_to_do(
    handled: None, sign_in: SignIn
) -> None:
    owner = await sign_in("feng-yan")
    body = (await owner.get(TASK)).json()
    assert [(each["by"], each["note"]) for each in body["contacts"]] == [("chen-jing", "")]
    assert body["channel"] == "withheld"
    assert body["occurred_at"] is None
    assert body["title"] == SECRET.title
    assert body["content"] == SECRET.content
    html = (await owner.get(PAGE, headers=HTML)).text
    assert "诉求人要求保密" in html


@pytest.mark.parametrize("who", ["feng-yan", "huang-ting", "ma-chao"])
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("reveal", {"purpose": "contact"}),
        ("contact", {"means": "phone", "reached": True}),
    ],
)
async def test_a_unit_neither_sees_the_contact_nor_speaks_with_the_person(
    enter: Enter, sign_in: SignIn, who: str, name: str, body: dict[str, Any]
) -> None:
    await enter(SECRET)
    to = {"unit_code": "urban-management", "owner_id": "feng-yan", "assist_units": ["housing"]}
    await act(await sign_in("chen-jing"), "dispatch", **to)
    await act(await sign_in("feng-yan"), "sign")
    refused = await act(await sign_in(who), name, **body)
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:jiangxin:problem:actor-may-know-who",
    )


async def test_a_unit_cannot_claim_in_its_report_that_it_spoke_with_the_person(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(SECRET)
    owner = await sign_in("feng-yan")
    to = {"unit_code": "urban-management", "owner_id": "feng-yan"}
    await act(await sign_in("chen-jing"), "dispatch", **to)
    owner = await sign_in("feng-yan")
    await act(owner, "sign")
    reply = {"result": "resolved", "public_reply": "修好了。", "measures": ["换灯泡"]}
    refused = await act(owner, "report", **reply, contact="phone")
    assert refused.json()["type"].endswith("actor-may-know-who")
    assert (await act(owner, "report", **reply)).json()["state"] == "reported"
