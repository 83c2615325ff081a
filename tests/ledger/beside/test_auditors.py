"""Auditors change nothing in the ledgers beside the tasks: each act on an entry that is there, at the
moment when somebody else can do it, and then does.
"""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.beside import test_liaison as liaison
from tests.ledger.beside import test_pain_points as pain
from tests.ledger.beside import test_quick_fixes as quick
from tests.ledger.beside import test_service_measures as measures
from tests.ledger.beside.conftest import TABLES, Send, guard_of
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter
from tests.ledger.entrypoints.test_auditors import give_every_role
from tests.ledger.reading import rows

Step = tuple[str, str, str, dict[str, Any]]
USED = {"outcome": "explained", "words": "可以装了", "service_item_code": "hs-0007"}
STEPS: list[Step] = [
    ("feng-yan", quick.HOME, "", quick.FOUND),
    ("feng-yan", quick.HOME, "take", {}),
    ("feng-yan", quick.HOME, "mend", {"proof": "已清空"}),
    ("chen-jing", quick.HOME, "reopen", {"reason": "又被堵了"}),
    ("feng-yan", measures.HOME, "", measures.PROMISE),
    ("feng-yan", measures.HOME, "use", {"used_on": "2026-11-23"}),
    ("feng-yan", measures.HOME, "add_task", {"task_number": number(2)}),
    ("feng-yan", measures.HOME, "withdraw", {"reason": "改用别的"}),
    ("feng-yan", pain.HOME, "", pain.PAIN),
    ("ma-chao", pain.HOME, "claim", {"unit_code": "housing"}),
    ("ma-chao", pain.HOME, "progress", {"words": "正在会商"}),
    ("ma-chao", pain.HOME, "resolve", USED),
    ("feng-yan", pain.HOME, "", pain.PAIN),
    ("zhou-min", pain.HOME, "assign", {"unit_code": "housing"}),
    ("zhao-lei", liaison.HOME, "", liaison.FIRM),
    ("zhang-wei", liaison.HOME, "contact", liaison.VISIT),
    ("zhao-lei", liaison.HOME, "hand_over", {"to": "gao-xiang", "reason": "轮岗"}),
    ("zhao-lei", liaison.HOME, "end", {"reason": "企业迁出"}),
]
"""Who may, in which ledger, which act ("" enters an entry), with what; each follows the one before."""


async def everything(engine: AsyncEngine) -> list[Any]:
    return [await rows(engine, f"SELECT * FROM {table}") for table in (*TABLES, "outbox")]


@pytest.mark.parametrize("more_roles", [False, True], ids=["auditor", "auditor and all else"])
async def test_an_auditor_does_nothing_that_others_then_do(
    boards: AsyncEngine, send: Send, enter: Enter, more_roles: bool
) -> None:
    await enter(complaint(1), complaint(2))
    async with boards.begin() as connection:
        await connection.exec_driver_sql("UPDATE tasks SET state = 'closed'")
    if more_roles:
        await give_every_role(boards)
    entry, version = "", 0
    for who, ledger, name, body in STEPS:
        if name == "assign":
            await pain.wait_is_over(boards)
        address = f"{entry}/{name}" if name else ledger
        asked = {**body, "expected_version": version} if name else body
        before = await everything(boards)
        refused = await send("wu-gang", address, **asked)
        status, guard = guard_of(refused)
        assert (status, guard.startswith("actor-")) == (403, True), (address, refused.text)
        assert await everything(boards) == before
        done = await send(who, address, **asked)
        assert done.status_code == (200 if name else 201), (address, done.text)
        entry, version = f"{ledger}/{done.json()['number']}", done.json()["version"]
