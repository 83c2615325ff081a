"""`python -m services.ledger trail-verify`, as an operator and as `jiangxin trail verify` run it."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import transaction
from tests.commands import Commands, Ended
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter

Verify = Callable[..., Ended]


@pytest.fixture
def verify(command: Commands, environment: dict[str, str]) -> Verify:
    def run(*arguments: str, language: str = "en_GB.UTF-8") -> Ended:
        return command({**environment, "LC_ALL": language}, "trail-verify", *arguments)

    return run


async def test_a_trail_that_holds_is_said_to_hold(verify: Verify, enter: Enter) -> None:
    await enter(complaint(1), complaint(2))
    done = verify()
    assert done.returncode == 0, done.stderr
    assert done.stdout == "✓ The trail holds: 2 tasks, 4 entries, 0 daily anchors.\n"


async def test_the_first_broken_link_is_named_in_the_reader_s_language_with_exit_code_1(
    verify: Verify, ledger: AsyncEngine, enter: Enter
) -> None:
    await enter(complaint(1))
    async with transaction(ledger) as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        await connection.execute(text("UPDATE trail SET actor = 'nobody' WHERE sequence = 2"))
    done = verify(language="zh_CN.UTF-8")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1] == f"  任务 {number(1)}，第 2 条：内容被改动"
    *progress, answer = verify("--progress").stdout.splitlines()
    assert [json.loads(line) for line in progress][-1] == {"done": 2, "of": 2}
    told = json.loads(answer)
    assert told["broken"] == [
        {"what": "altered-entry", "task_number": number(1), "sequence": 2, "day": None}
    ]
    assert told["words"]["en"][1] == f"  task {number(1)}, entry 2: the entry was altered"
