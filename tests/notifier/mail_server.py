"""A real SMTP server for tests, which can be told how to answer."""

import email
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers import free_port

Answer = Callable[[], Awaitable[str]]


@dataclass
class MailServer:
    """Keeps what it accepts. `answers` are used up one a letter; then every letter is accepted."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    """Answer to RCPT, by address."""
    answers: list[str | Answer] = field(default_factory=list)
    always: str | Answer = "250 kept"
    sessions: int = 0

    @property
    def url(self) -> str:
        """Where it listens, in the settings' form."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        session.host_name = name
        self.sessions += 1
        return responses

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        answer = self.answers.pop(0) if self.answers else self.always
        text = answer if isinstance(answer, str) else await answer()
        if text.startswith("250"):
            content = envelope.original_content or b""
            self.letters.append(email.message_from_bytes(content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        return text


@contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """A mail server for as long as the block lasts."""
    server = MailServer(port or free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def words_of(letter: EmailMessage, kind: str = "plain") -> str:
    """A letter's text in one of its forms."""
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())
