"""The API of service items: what it answers fits its description, and what it refuses says why."""

from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from services.ledger.entrypoints.openapi import OPENAPI
from tests.ledger.conftest import SignIn

BASE = "/api/v1/service-items"
ITEM = f"{BASE}/food-licence"
HEADING = {
    "code": "food-licence",
    "name_zh": "食品经营许可",
    "name_en": "Food licence",
    "unit_code": "market-regulation",
}
GUIDE: dict[str, Any] = {
    "steps": [{"name_zh": "受理"}, {"name_zh": "现场核查"}],
    "materials": [{"name_zh": "申请书", "copies": 2}],
    "promised": {"amount": 10},
    "legal": {"amount": 20, "unit": "working"},
    "trips": 1,
}


def fits(answer: httpx.Response, path: str, method: str) -> dict[str, Any]:
    """The body, once it is what the description promises for that answer."""
    responses = OPENAPI["paths"][path][method]["responses"]
    ((_, content),) = responses[str(answer.status_code)]["content"].items()
    schema = {**content["schema"], "components": OPENAPI["components"]}
    body: dict[str, Any] = answer.json()
    Draft202012Validator(schema).validate(body)
    return body


async def published(officer: httpx.AsyncClient) -> dict[str, Any]:
    """The item with one snapshot; the snapshot."""
    entered = await officer.post(BASE, json=HEADING)
    assert entered.status_code == 201, entered.text
    fits(entered, BASE, "post")
    kept = await officer.post(f"{ITEM}/draft", json={"expected_revision": 1, "guide": GUIDE})
    fits(kept, f"{BASE}/{{code}}/draft", "post")
    answer = await officer.post(f"{ITEM}/publish", json={"expected_revision": 2})
    assert answer.status_code == 201, answer.text
    return fits(answer, f"{BASE}/{{code}}/publish", "post")


async def test_every_answer_is_as_described(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    snapshot = await published(head)
    assert snapshot["version"] == 1
    page = fits(await head.get(BASE, params={"q": "食品"}), BASE, "get")
    assert [(each["code"], each["steps"], each["promised"]) for each in page["items"]] == [
        ("food-licence", 2, {"amount": 10, "unit": "working"})
    ]
    one = f"{BASE}/{{code}}"
    assert fits(await head.get(ITEM), one, "get")["snapshot"]["guide"] == snapshot["guide"]
    assert fits(await head.get(f"{ITEM}/draft"), f"{one}/draft", "get")["drafted"] is False
    snapshots = fits(await head.get(f"{ITEM}/snapshots"), f"{one}/snapshots", "get")
    assert snapshots["snapshots"] == [snapshot]


async def test_a_reduction_by_api_keeps_the_keys_of_what_is_named_alike(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    first = await published(head)
    gone = first["guide"]["steps"][1]["key"]
    shorter = {**GUIDE, "steps": [{"name_zh": "受理"}], "promised": {"amount": 0}}
    draft = await head.post(f"{ITEM}/draft", json={"expected_revision": 3, "guide": shorter})
    assert draft.json()["guide"]["steps"][0]["key"] == first["guide"]["steps"][0]["key"]
    refused = await head.post(f"{ITEM}/publish", json={"expected_revision": 4})
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:jiangxin:problem:removal-unexplained"
    assert [each["field"] for each in refused.json()["errors"]] == [f"removals.{gone}"]
    why = [{"key": gone, "reason": "merged", "basis": "优化方案第 3 条"}]
    done = await head.post(f"{ITEM}/publish", json={"expected_revision": 4, "removals": why})
    assert done.status_code == 201
    found = await head.get(f"{ITEM}/difference", params={"from": 1, "to": 2})
    body = fits(found, f"{BASE}/{{code}}/difference", "get")
    assert [each["key"] for each in body["steps"]["removed"]] == [gone]
    less = {each["name"]: each["less"] for each in body["figures"]}
    assert less == {"steps": 1, "materials": 0, "promised": 10, "fen": 0, "trips": 0}
    nothing = await head.get(f"{ITEM}/difference", params={"to": 1})
    assert len(nothing.json()["steps"]["added"]) == 2


@pytest.mark.parametrize(
    ("path", "body", "status", "slug"),
    [
        ("/draft", {"expected_revision": 1, "guide": GUIDE}, 409, "changed-meanwhile"),
        ("/draft", {"expected_revision": 3, "guide": {"trips": -1}}, 422, "invalid-fields"),
        ("/draft", {"expected_revision": 3, "guide": {"colour": 1}}, 422, "invalid-fields"),
        (
            "/draft",
            {
                "expected_revision": 3,
                "guide": {"steps": [{"key": "a", "name_zh": "一"}, {"key": "a", "name_zh": "二"}]},
            },
            422,
            "invalid-fields",
        ),
        ("/publish", {"expected_revision": 3}, 409, "no-draft"),
        ("/publish", {"expected_revision": 3, "task_numbers": ["x"]}, 422, "invalid-fields"),
    ],
)
async def test_refusals_are_problems(
    sign_in: SignIn, path: str, body: dict[str, Any], status: int, slug: str
) -> None:
    head = await sign_in("zhao-lei")
    await published(head)
    answer = await head.post(ITEM + path, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    assert answer.json()["type"] == f"urn:jiangxin:problem:{slug}"


async def test_the_auditor_reads_and_changes_nothing(sign_in: SignIn) -> None:
    await published(await sign_in("zhao-lei"))
    auditor = await sign_in("wu-gang")
    assert (await auditor.get(ITEM)).json()["editable"] is False
    for path, body in (
        ("/draft", {"expected_revision": 3, "guide": GUIDE}),
        ("/publish", {"expected_revision": 3}),
    ):
        answer = await auditor.post(ITEM + path, json=body)
        assert (answer.status_code, answer.json()["type"]) == (
            403,
            "urn:jiangxin:problem:not-your-item",
        )
    assert (await auditor.post(BASE, json={**HEADING, "code": "other"})).status_code == 403


async def test_what_is_not_there_is_not_there(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    assert (await head.get(ITEM)).status_code == 404
    await published(head)
    for query in ({"from": 7, "to": 1}, {"to": 9}, {}):
        assert (await head.get(f"{ITEM}/difference", params=query)).status_code == 404
    assert (await head.get(BASE, params={"limit": 1000})).status_code == 422


async def test_long_lists_lead_on(sign_in: SignIn) -> None:
    head = await sign_in("zhao-lei")
    for index in range(5):
        await head.post(BASE, json={**HEADING, "code": f"item-{index}"})
    seen: list[str] = []
    address: str | None = f"{BASE}?limit=2"
    while address:
        body = (await head.get(address)).json()
        assert body["total"] == 5
        seen += [each["code"] for each in body["items"]]
        address = body["next"]
    assert seen == [f"item-{index}" for index in range(5)]
