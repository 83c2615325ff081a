"""`send-test STAFF`, as an operator runs it."""

import asyncio
import os
import sys
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.notifier.faults.worker import ROOT, public_key
from tests.notifier.ledger_events import owner, plan
from tests.notifier.mail_server import MailServer, words_of
from tests.servers import seed


async def send_test(engine: AsyncEngine, mail: MailServer, staff_id: str) -> tuple[int, str]:
    environment = os.environ | {
        "JIANGXIN_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "JIANGXIN_NATS_SEED": seed(),
        "JIANGXIN_TOKEN_PUBLIC_KEY": public_key(),
        "JIANGXIN_SMTP_URL": mail.url,
        "JIANGXIN_SECRETS_DIR": "",
    }
    command = (sys.executable, "-m", "services.notifier", "send-test", staff_id)
    process = await asyncio.create_subprocess_exec(
        *command, cwd=Path(ROOT), env=environment, stdout=-1, stderr=-2
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_a_test_notice_goes_out_and_the_answer_is_shown_with_the_address_masked(
    tables: AsyncEngine, mail: MailServer
) -> None:
    await plan(tables, owner())
    status, said = await send_test(tables, mail, "lin-tingyu")
    assert status == 0, said
    assert "email → l***@city.example: accepted  250 kept" in said
    (letter,) = mail.letters
    assert letter["subject"] == "测试通知"
    assert "林听雨，您好" in words_of(letter)


async def test_a_refusal_and_a_stranger_end_with_a_failure(
    tables: AsyncEngine, mail: MailServer
) -> None:
    await plan(tables, owner())
    mail.refuse = {"lin-tingyu@city.example": "550 no such user"}
    status, said = await send_test(tables, mail, "lin-tingyu")
    assert (status, "refused  550 no such user" in said) == (1, True)
    status, said = await send_test(tables, mail, "nobody")
    assert (status, "Nobody is listed as nobody" in said) == (1, True)
