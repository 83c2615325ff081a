"""From a planned notice to a letter in somebody's mailbox."""

from sqlalchemy.ext.asyncio import AsyncEngine

from tests.notifier.conftest import MakeSettings, delivering
from tests.notifier.eventually import eventually, rows, states
from tests.notifier.ledger_events import dispatched, head, owner, plan, unit
from tests.notifier.mail_server import MailServer, words_of


async def test_owner_and_head_get_a_letter_that_says_what_when_and_where(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    await plan(tables, unit(), owner(), head(language="en"), dispatched())
    async with delivering(settings(), tables):
        await eventually(lambda: len(mail.letters) == 2)
    by_address = dict(zip(mail.recipients, mail.letters, strict=True))
    to_owner = by_address["lin-tingyu@city.example"]
    assert "门口的路灯三天没有亮" in to_owner["subject"]
    assert to_owner["from"].addresses[0].display_name == "将心"
    text = words_of(to_owner)
    assert "2026年11月30日 星期一 17:30" in text
    assert "一般诉求自派单起 5 个工作日" in text
    assert "https://ledger.city.example/desk/tasks/261123-000001-07" in text
    assert "请先签收" in words_of(to_owner, "html")
    to_head = by_address["su-qinghe@city.example"]
    assert "Monday 30 November 2026, 17:30" in words_of(to_head)
    assert "Market Regulation Bureau" in words_of(to_head)
    assert await states(tables) == {"delivered": 2}


async def test_a_delivery_is_published_in_the_transaction_that_notes_it(
    tables: AsyncEngine, settings: MakeSettings, mail: MailServer
) -> None:
    await plan(tables, owner(), dispatched())
    async with delivering(settings(), tables):
        await eventually(lambda: len(mail.letters) == 1)
    published = await rows(
        tables,
        "SELECT o.subject, o.aggregate_id = n.id::text, o.correlation_id = n.correlation_id,"
        " convert_from(payload, 'utf8')::jsonb->>'recipient_id' FROM outbox o, notices n",
    )
    subject = "notifier.notice.delivered.v1.market-regulation"
    assert published == [(subject, True, True, "lin-tingyu")]
