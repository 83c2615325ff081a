"""What officers see and do: lists with counts, one notice with its attempts, sending again."""

import re
from datetime import datetime

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.app import make_app
from shared.clock import CHINA, FixedClock
from shared.web.session import Role
from tests.notifier.conftest import MakeSettings
from tests.notifier.entrypoints.conftest import SignIn, signed_in, visited, visiting
from tests.notifier.eventually import rows, states
from tests.notifier.ledger_events import NUMBER, dispatched, owner, plan, received, recused
from tests.notifier.mail_server import MailServer

ALL = "/notices"


def tabs(html: str) -> dict[str, int]:
    found = re.findall(r'<a href="[^"]*tab=[^"]*"[^>]*>([^<]+?) <span class="amount">(\d+)', html)
    return {name: int(count) for name, count in found}


async def a_failed_one(engine: AsyncEngine) -> str:
    return str((await rows(engine, "SELECT id FROM notices WHERE state = 'failed' LIMIT 1"))[0][0])


async def test_failures_come_first_with_what_came_back_and_no_whole_address(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    html = await sign_in(Role.DISPATCHER).page(ALL)
    expected = {"没送到": 2, "不确定": 0, "没有收件人": 1, "等待发送": 0, "已送达": 2}
    assert tabs(html) == expected
    assert "550 &lt;l***@city.example&gt; no such user" in html
    assert "lin-tingyu@city.example" not in html
    assert "林听雨" in html


async def test_the_same_in_english(a_day: AsyncEngine, sign_in: SignIn) -> None:
    html = await sign_in(Role.DISPATCHER, language="en").page(ALL)
    assert tabs(html)["Failed"] == 2
    assert "Send all 2 again" in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("unit=health", 0),
        ("unit=market-regulation", 2),
        ("reason=closed", 1),
        ("q=林听", 2),
        ("q=lin-", 2),
        ("q=261123-000002", 0),
        ("q=%25", 0),
        ("recipient=su-qinghe", 0),
    ],
)
async def test_a_list_is_narrowed_by_unit_reason_and_recipient(
    a_day: AsyncEngine, sign_in: SignIn, query: str, count: int
) -> None:
    html = await sign_in(Role.SUPERVISOR).page(f"{ALL}?tab=failed&{query}")
    assert tabs(html)["没送到"] == count


async def test_a_unit_without_a_head_is_shown_as_nobody_to_tell(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    html = await sign_in(Role.AUDITOR).page(f"{ALL}?tab=nobody")
    assert "261123-000002-15" in html
    assert "单位负责人" in html


async def test_a_head_sees_the_notices_to_the_own_unit_and_no_others(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    own = await sign_in(Role.UNIT_HEAD, unit="market-regulation").page(ALL)
    other = await sign_in(Role.UNIT_HEAD, unit="health").page(ALL)
    assert (tabs(own)["没送到"], tabs(own)["没有收件人"]) == (2, 0)
    assert (tabs(other)["没送到"], tabs(other)["没有收件人"]) == (0, 1)
    notice = await a_failed_one(a_day)
    await sign_in(Role.UNIT_HEAD, unit="market-regulation").page(f"{ALL}/{notice}")
    await sign_in(Role.UNIT_HEAD, unit="health").page(f"{ALL}/{notice}", status=404)
    await sign_in(Role.UNIT_HEAD).page(f"{ALL}/{notice}", status=404)


async def test_owners_are_told_that_the_page_is_for_others(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    await sign_in(Role.OWNER).page(ALL, status=403)
    assert (await sign_in().ask(ALL)).status_code == 303


async def test_a_notice_shows_what_to_do_every_attempt_and_its_words(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    notice = await a_failed_one(a_day)
    html = await sign_in(Role.DISPATCHER).page(f"{ALL}/{notice}")
    assert "请核对这个人的地址" in html
    assert "对方拒收" in html
    assert "门口的路灯三天没有亮" in html
    assert "l***@city.example" in html
    assert "lin-tingyu@city.example" not in html
    assert f"/notices/{notice}/retry" in html


async def test_an_auditor_reads_and_sends_nothing(a_day: AsyncEngine, sign_in: SignIn) -> None:
    notice = await a_failed_one(a_day)
    auditor = sign_in(Role.AUDITOR)
    assert "/retry" not in await auditor.page(f"{ALL}/{notice}")
    assert (await auditor.ask(f"{ALL}/{notice}/retry", "POST")).status_code == 403
    assert (await auditor.ask(f"{ALL}/send-again", "POST")).status_code == 403


async def test_send_again_puts_a_failed_notice_back_in_line_in_the_officers_name(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    notice = await a_failed_one(a_day)
    answer = await sign_in(Role.DISPATCHER).ask(f"{ALL}/{notice}/retry", "POST")
    assert answer.headers["location"] == f"{ALL}/{notice}?asked=1"
    waiting = await rows(a_day, "SELECT state, asked_by FROM notices WHERE state = 'pending'")
    assert [tuple(row) for row in waiting] == [("pending", "ye-zhiqiu")]
    html = await sign_in(Role.DISPATCHER).page(answer.headers["location"])
    assert "已经重新排队" in html


async def test_all_failures_of_a_list_are_sent_again_together(
    a_day: AsyncEngine, sign_in: SignIn
) -> None:
    supervisor = sign_in(Role.SUPERVISOR)
    answer = await supervisor.ask(f"{ALL}/send-again", "POST", data={"reason": "closed"})
    assert answer.headers["location"] == f"{ALL}?tab=waiting&sent=1"
    assert await states(a_day) == {"failed": 1, "pending": 1, "delivered": 2}
    await supervisor.ask(f"{ALL}/send-again", "POST", data={"x": ""})
    assert await states(a_day) == {"pending": 2, "delivered": 2}


async def test_what_was_delivered_is_not_sent_a_second_time(
    a_day: AsyncEngine, sign_in: SignIn, mail: MailServer
) -> None:
    found = await rows(a_day, "SELECT id FROM notices WHERE state = 'delivered' LIMIT 1")
    dispatcher = sign_in(Role.DISPATCHER)
    answer = await dispatcher.ask(f"{ALL}/{found[0][0]}/retry", "POST")
    assert answer.status_code == 409
    assert "已经送达" in answer.text
    assert "/retry" not in await dispatcher.page(f"{ALL}/{found[0][0]}")


@pytest.mark.parametrize("path", ["/notices/x", "/notices/01890000-0000-7000-8000-000000000000"])
async def test_a_notice_that_is_not_there_is_not_found(
    a_day: AsyncEngine, sign_in: SignIn, path: str
) -> None:
    dispatcher = sign_in(Role.DISPATCHER)
    assert (await dispatcher.ask(path)).status_code == 404
    assert (await dispatcher.ask(f"{path}/retry", "POST")).status_code == 404


@pytest.mark.parametrize("query", ["tab=x", "reason=x", "page=0", "page=x", f"q={'x' * 101}"])
async def test_what_cannot_be_asked_is_refused_in_words(
    a_day: AsyncEngine, sign_in: SignIn, query: str
) -> None:
    await sign_in(Role.DISPATCHER).page(f"{ALL}?{query}", status=422)


async def test_in_quiet_hours_the_page_says_until_when(
    tables: AsyncEngine, settings: MakeSettings
) -> None:
    await plan(tables, owner(), dispatched())
    clock = FixedClock(datetime(2026, 11, 23, 22, tzinfo=CHINA))
    app = make_app(visited(settings, quiet_hours="21:00-08:00"), clock=clock, engine=tables)
    async with visiting(app) as client:
        html = await signed_in(client, Role.DISPATCHER).page(f"{ALL}?tab=waiting")
    assert "2026年11月24日 星期二 08:00" in html


async def test_every_empty_list_says_what_would_fill_it(
    tables: AsyncEngine, sign_in: SignIn
) -> None:
    for tab in ("failed", "uncertain", "nobody", "waiting", "delivered"):
        html = await sign_in(Role.DISPATCHER).page(f"{ALL}?tab={tab}")
        assert 'class="empty"' in html


async def test_whoever_keeps_out_of_a_task_is_shown_no_notice_about_it(
    a_day: AsyncEngine, client: httpx.AsyncClient
) -> None:
    """The tests' officer is `ye-zhiqiu`, whatever their roles; neither list, count, page nor act."""
    failed = await a_failed_one(a_day)
    await plan(a_day, received(recused("ye-zhiqiu"), 7))
    reader = signed_in(client, Role.DISPATCHER)
    for tab in ("failed", "delivered", "nobody"):
        assert NUMBER not in await reader.page(f"{ALL}?tab={tab}")
    assert tabs(await reader.page(ALL))["没送到"] == 0
    shown = await reader.json("/api/v1/deliveries")
    assert NUMBER not in {each["task_number"] for each in shown["deliveries"]}
    await reader.json(f"/api/v1/deliveries/{failed}", 404)
    await reader.json(f"/api/v1/deliveries/{failed}/retry", 404, "POST")
    await reader.ask(f"{ALL}/send-again", "POST", data={"tab": "failed"})
    assert (await states(a_day)).get("failed") == 2
