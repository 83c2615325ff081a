"""A complaint becomes a task, an alert and a figure, and its writer sees what became of it."""

from email import message_from_bytes, policy
from pathlib import Path

import httpx
import pytest

from tests.journeys.town import Town

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]

REPORT = {
    "result": "resolved",
    "public_reply": "窗口已合并，现在跑一次。",
    "measures": ["三个窗口合并为一个"],
}


def letters(town: Town, number: str) -> list[str]:
    """Who was written to about a task."""
    messages = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in Path(town.state / "mail").rglob("*.eml")
    ]
    return [str(message["to"]) for message in messages if number in message.as_string()]


def status(town: Town, receipt: dict[str, str]) -> dict[str, object]:
    url = f"{town.url('intake')}/api/v1/complaints/{receipt['complaint_number']}"
    answer = httpx.get(url, params={"code": receipt["query_code"]})
    answer.raise_for_status()
    found: dict[str, object] = answer.json()
    return found


def received(town: Town, officer: httpx.Client) -> int:
    figures = officer.get(f"{town.url('metrics')}/api/v1/figures").json()
    (figure,) = [each for each in figures["figures"] if each["code"] == "received"]
    return int(figure["values"][0]["value"])


def test_from_the_form_to_the_figure(town: Town) -> None:
    supervisor = town.officer("fang-jiming")
    before = received(town, supervisor)
    answer = town.submit(title="办事指南只有中文版", category="registration")
    assert answer.status_code == 201
    receipt = answer.json()
    number = receipt["complaint_number"]

    def task() -> dict[str, object]:
        found = supervisor.get(f"/api/v1/tasks/{number}")
        return dict(found.json()) if found.status_code == 200 else {}

    town.eventually(lambda: task().get("state") == "dispatched", "the task is dispatched")
    town.eventually(lambda: bool(letters(town, number)), "the owner gets a letter")
    town.eventually(lambda: received(town, supervisor) == before + 1, "the figure moves")
    town.eventually(lambda: status(town, receipt)["status"] == "dispatched", "its writer sees it")


def test_an_officer_signs_reports_and_a_dispatcher_closes(town: Town) -> None:
    receipt = town.submit(title="营业执照办理要跑三次", category="registration").json()
    number = receipt["complaint_number"]
    dispatcher = town.officer("ye-zhiqiu")
    town.eventually(
        lambda: dispatcher.get(f"/api/v1/tasks/{number}").status_code == 200, "it is registered"
    )
    task = dispatcher.get(f"/api/v1/tasks/{number}").json()
    if task["owner_id"] != "lin-tingyu":  # owners of a unit take turns
        body = {"unit_code": "market-regulation", "owner_id": "lin-tingyu"}
        body["expected_version"] = task["version"]
        sent = dispatcher.post(f"/api/v1/tasks/{number}/dispatch", json=body)
        assert sent.status_code == 200, sent.text
    owner = town.officer("lin-tingyu")
    for action, body in (
        ("sign", {}),
        ("report", REPORT),
    ):
        version = owner.get(f"/api/v1/tasks/{number}").json()["version"]
        done = owner.post(
            f"/api/v1/tasks/{number}/{action}", json={"expected_version": version, **body}
        )
        assert done.status_code == 200, done.text
    refused = owner.post(f"/api/v1/tasks/{number}/close", json={"expected_version": version + 1})
    assert refused.status_code == 403  # who closes is not who did the work
    closed = dispatcher.post(
        f"/api/v1/tasks/{number}/close", json={"expected_version": version + 1}
    )
    assert closed.status_code == 200, closed.text
    town.eventually(lambda: status(town, receipt)["status"] == "closed", "its writer sees it")
    assert "窗口已合并" in str(status(town, receipt))


def test_the_same_key_gives_the_same_receipt_and_one_task(town: Town) -> None:
    first = town.submit(title="井盖松动", idempotency_key="journey-well-cover")
    again = town.submit(title="井盖松动", idempotency_key="journey-well-cover")
    other = town.submit(title="另一件事", idempotency_key="journey-well-cover")
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert again.json()["complaint_number"] == first.json()["complaint_number"]
    town.verified()
