"""What e-mail alone does: its headers, its session, and every way in which a server can say no."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from services.notifier.domain.outcome import Answer
from services.notifier.transports.email import EmailTransport
from tests.notifier.mail_server import MailServer
from tests.notifier.suites.ways import MESSAGE


@pytest.fixture
async def email(mail: MailServer) -> AsyncIterator[EmailTransport]:
    transport = EmailTransport(
        f"mailto://127.0.0.1:{mail.port}?from=%E5%B0%86%E5%BF%83%20%3Cnotices%40city.example%3E",
        in_flight=4,
        timeout_seconds=0.5,
    )
    yield transport
    await transport.close()


async def test_every_attempt_has_the_same_message_id_so_that_a_server_may_drop_a_repetition(
    email: EmailTransport, mail: MailServer
) -> None:
    await email.deliver(MESSAGE)
    await email.deliver(MESSAGE)
    identifiers = [letter.get_all("message-id") for letter in mail.letters]
    assert identifiers == [[f"<{MESSAGE.key}@city.example>"]] * 2


async def test_a_letter_says_that_a_machine_wrote_it_and_has_both_forms(
    email: EmailTransport, mail: MailServer
) -> None:
    await email.deliver(MESSAGE)
    (letter,) = mail.letters
    assert letter["auto-submitted"] == "auto-generated"
    assert letter["to"] == "林听雨 <lin-tingyu@city.example>"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "subject", ["有一件任务派给您：" + "路灯" * 60, "A task is yours", "a" * 300]
)
async def test_a_subject_arrives_as_it_was_written_in_lines_that_servers_take(
    email: EmailTransport, mail: MailServer, subject: str
) -> None:
    await email.deliver(replace(MESSAGE, subject=subject))
    (letter,) = mail.letters
    assert letter["subject"] == subject


async def test_a_burst_uses_a_few_sessions_for_many_letters(
    email: EmailTransport, mail: MailServer
) -> None:
    await asyncio.gather(*(email.deliver(MESSAGE) for _ in range(40)))
    assert len(mail.letters) == 40
    assert mail.sessions <= 4


async def test_a_session_that_refused_one_letter_takes_the_next(
    email: EmailTransport, mail: MailServer
) -> None:
    mail.refuse = {str(MESSAGE.email): "550 no such user"}
    assert (await email.deliver(MESSAGE)).answer is Answer.REFUSED
    other = replace(MESSAGE, email="somebody-else@city.example")
    assert (await email.deliver(other)).answer is Answer.ACCEPTED
    assert mail.sessions == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("421 closing", Answer.POSTPONED),
        ("452 mailbox full for now", Answer.POSTPONED),
        ("552 too large", Answer.REFUSED),
        ("554 spam", Answer.REFUSED),
    ],
)
async def test_a_verdict_on_the_letter_is_permanent_only_with_a_code_of_500_and_more(
    email: EmailTransport, mail: MailServer, said: str, answer: Answer
) -> None:
    mail.always = said
    outcome = await email.deliver(MESSAGE)
    assert (outcome.answer, outcome.words) == (answer, said)


async def test_a_recipient_who_is_busy_is_asked_again(
    email: EmailTransport, mail: MailServer
) -> None:
    mail.refuse = {str(MESSAGE.email): "450 greylisted"}
    assert (await email.deliver(MESSAGE)).answer is Answer.POSTPONED


@pytest.mark.parametrize("address", ["not an address", "a@b\r\nBcc: x@y.example", "名@城.example"])
async def test_an_address_that_no_letter_can_carry_is_refused_here(
    email: EmailTransport, mail: MailServer, address: str
) -> None:
    outcome = await email.deliver(replace(MESSAGE, email=address))
    assert outcome.answer is Answer.REFUSED
    assert mail.letters == []


async def test_a_login_that_is_refused_waits_for_somebody_to_mend_the_settings(
    mail: MailServer,
) -> None:
    email = EmailTransport(f"mailto://user:wrong@127.0.0.1:{mail.port}?from=notices%40city.example")
    outcome = await email.deliver(MESSAGE)
    await email.close()
    assert outcome.answer is Answer.POSTPONED
    assert "wrong" not in outcome.words


async def test_a_server_that_hangs_up_after_the_letter_leaves_it_unknown() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        while line := await reader.readline():
            if line.strip() == b".":
                break
            if line.upper().startswith((b"EHLO", b"MAIL", b"RCPT")):
                writer.write(b"250 ok\r\n")
            if line.upper().startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        email = EmailTransport(f"mailto://127.0.0.1:{port}?from=notices%40city.example")
        outcome = await email.deliver(MESSAGE)
        await email.close()
    assert outcome.answer is Answer.UNKNOWN
    assert smtplib.SMTPServerDisconnected.__name__ in outcome.words
