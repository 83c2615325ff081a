"""Dispatching what was ticked: those that can go, go; the others stay as they are and say why."""

import httpx
import pytest

from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn

PAGE = {"accept": "text/html"}


def in_tray(index: int) -> object:
    return complaint(index, category_code=None, title=f"想说几句 {index}", content="心里话。")


async def send(officer: httpx.AsyncClient, *picks: str, **form: str) -> httpx.Response:
    data = {"pick": list(picks), "to": "housing/ma-chao", "list": "tab=tray", **form}
    return await officer.post("/desk/dispatch", data=data, headers=PAGE)


async def state(officer: httpx.AsyncClient, index: int) -> tuple[str, int]:
    task = (await officer.get(f"/api/v1/tasks/{number(index)}")).json()
    return task["state"], task["version"]


async def test_one_stale_and_one_forbidden_keep_nobody_back(enter: Enter, sign_in: SignIn) -> None:
    await enter(*(in_tray(index) for index in range(1, 5)), complaint(5))  # type: ignore[arg-type]
    await send(await sign_in("chen-jing"), f"{number(2)}@1", to="health")
    owner = await sign_in("feng-yan")
    signed = await owner.post(
        f"/api/v1/tasks/{number(5)}/sign", json={"expected_version": 2}, headers=PAGE
    )
    assert signed.status_code == 200
    officer = await sign_in("chen-jing")
    picks = [f"{number(1)}@1", f"{number(2)}@1", f"{number(3)}@1", f"{number(5)}@3", "999999@1"]
    answer = await send(officer, *picks, note="一并处理")
    assert answer.status_code == 200
    assert "2 件已派给住房和城乡建设局 · 马超" in answer.text
    assert "3 件没有派出" in answer.text
    assert "有人先办了" in answer.text
    assert "现在还不能这样办" in answer.text
    assert [await state(officer, index) for index in range(1, 6)] == [
        ("dispatched", 2),
        ("dispatched", 2),
        ("dispatched", 2),
        ("registered", 1),
        ("signed", 3),
    ]
    moved = (await officer.get(f"/api/v1/tasks/{number(2)}")).json()
    assert moved["unit_code"] == "health"
    assert [entry["action"] for entry in moved["trail"]] == ["register", "dispatch"]


async def test_sent_twice_nothing_is_dispatched_twice(enter: Enter, sign_in: SignIn) -> None:
    await enter(in_tray(1))  # type: ignore[arg-type]
    officer = await sign_in("chen-jing")
    pick = f"{number(1)}@1"
    assert "1 件已派给" in (await send(officer, pick, pick)).text
    again = await send(officer, pick)
    assert "1 件没有派出" in again.text
    assert await state(officer, 1) == ("dispatched", 2)


@pytest.mark.parametrize(
    ("picks", "to", "words"),
    [
        ((), "health", "先勾选要派的任务"),
        ((f"{number(1)}@1",), "", "请选择单位或责任人"),
        (tuple(f"{number(index)}@1" for index in range(101)), "health", "一次最多派 100 件"),
        (("nonsense", "@1", f"{number(1)}@x"), "health", "先勾选要派的任务"),
    ],
)
async def test_what_is_missing_is_said_and_ticks_stay(
    enter: Enter, sign_in: SignIn, picks: tuple[str, ...], to: str, words: str
) -> None:
    await enter(in_tray(1))  # type: ignore[arg-type]
    officer = await sign_in("chen-jing")
    answer = await send(officer, *picks, to=to)
    assert answer.status_code == 422
    assert words in answer.text
    assert (f'value="{number(1)}@1"' in answer.text) is True
    assert (" checked" in answer.text) is (f"{number(1)}@1" in picks)
    assert await state(officer, 1) == ("registered", 1)


async def test_an_unknown_unit_refuses_each_and_changes_none(enter: Enter, sign_in: SignIn) -> None:
    await enter(in_tray(1), in_tray(2))  # type: ignore[arg-type]
    officer = await sign_in("chen-jing")
    answer = await send(officer, f"{number(1)}@1", f"{number(2)}@1", to="nowhere")
    assert "2 件没有派出" in answer.text
    assert await state(officer, 2) == ("registered", 1)


async def test_only_dispatchers_tick_and_dispatch(enter: Enter, sign_in: SignIn) -> None:
    await enter(in_tray(1))  # type: ignore[arg-type]
    officer = await sign_in("zhou-min")
    assert 'name="pick"' not in (await officer.get("/desk/tasks?tab=tray", headers=PAGE)).text
    assert (await send(officer, f"{number(1)}@1")).status_code == 403
    officer = await sign_in("chen-jing")
    assert 'name="pick"' in (await officer.get("/desk/tasks?tab=tray", headers=PAGE)).text
