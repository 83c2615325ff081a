"""`python -m services.ledger parked`, as an operator runs it."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.database import transaction
from tests.commands import Commands, Ended
from tests.ledger.complaints import complaint, number, received
from tests.ledger.reading import rows

PUT_ASIDE = """
INSERT INTO parked_messages (consumer, message_id, message_type, subject, stream, stream_sequence,
                             deliveries, reason, headers, payload)
VALUES ('ledger-register-complaints', :id, :type, :subject, 'INTAKE', 1, 5, 'no such category',
        :headers, :payload)
"""


Parked = Callable[..., Ended]


@pytest.fixture
def parked(command: Commands, environment: dict[str, str]) -> Parked:
    def run(*arguments: str, language: str = "en_GB.UTF-8") -> Ended:
        return command({**environment, "LC_ALL": language}, "parked", *arguments)

    return run


async def put_aside(ledger: AsyncEngine, index: int, payload: bytes | None = None) -> str:
    raw = received(complaint(index)).raw
    values = {
        "id": raw.id,
        "type": raw.type,
        "subject": raw.subject,
        "headers": json.dumps(dict(raw.headers)),
        "payload": payload or raw.data,
    }
    async with transaction(ledger) as connection:
        await connection.execute(text(PUT_ASIDE), values)
    return raw.id


async def test_what_can_be_handled_becomes_a_task_and_the_rest_is_said_with_exit_code_1(
    parked: Parked, ledger: AsyncEngine
) -> None:
    good, bad = await put_aside(ledger, 1), await put_aside(ledger, 2, b"{}")
    listed = parked()
    assert listed.returncode == 0, listed.stderr
    assert good in listed.stdout
    assert "no such category" in listed.stdout
    tried = parked("--retry", language="zh_CN.UTF-8")
    assert tried.returncode == 1
    assert tried.stdout.splitlines()[-1] == "✓ 已处理 1 条，仍搁置 1 条。"
    assert f"✗ {bad} 仍搁置：" in tried.stdout
    tasks = await rows(ledger, "SELECT task_number FROM tasks")
    assert [row["task_number"] for row in tasks] == [number(1)]
    assert parked("--retry", good).stdout == "Nothing is put aside.\n"
