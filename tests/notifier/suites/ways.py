"""How each transport is set up against a local server, and what it has to find there."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from services.notifier.domain.message import Message
from services.notifier.domain.outcome import Answer as Known
from services.notifier.handlers.ports import Transport
from services.notifier.transports.addresses import Addresses
from services.notifier.transports.any_apprise import AnyAppriseTransport
from services.notifier.transports.dingtalk import DingtalkTransport
from services.notifier.transports.email import EmailTransport
from services.notifier.transports.feishu import FeishuTransport
from services.notifier.transports.webhook import WebhookTransport
from services.notifier.transports.wecom import WecomTransport
from tests.notifier.mail_server import MailServer, mail_server, words_of
from tests.notifier.web_server import Answer, WebServer, web_server

SHORT_SECONDS = 0.3
"""The time limit of transports that are to meet silence."""
MESSAGE = Message(
    key="0190b6a1-0000-7000-8000-000000000001",
    staff_id="lin-tingyu",
    name="林听雨",
    unit_code="market-regulation",
    email="lin-tingyu@city.example",
    language="zh",
    reason="dispatched",
    task_number="261123-000001-07",
    subject="有一件任务派给您：门口的路灯三天没有亮",
    text="有一件任务派给您办理。\n\n事项：门口的路灯三天没有亮\n.第一行是点\n打开任务：https://x.example/t",
    html="<p>有一件任务派给您办理。</p>",
    link="https://x.example/t",
)


class Receiver(Protocol):
    """The other side, in terms that all ways share."""

    @property
    def port(self) -> int: ...
    def accept(self) -> None: ...
    def refuse(self) -> None: ...
    def be_busy(self) -> None: ...
    def be_silent(self) -> None: ...
    def dawdle(self, seconds: float) -> None: ...
    def texts(self) -> list[str]: ...


@dataclass
class Mailbox:
    """A mail server."""

    server: MailServer

    @property
    def port(self) -> int:
        return self.server.port

    def accept(self) -> None:
        self.server.always = "250 kept"

    def refuse(self) -> None:
        self.server.refuse = {str(MESSAGE.email): "550 no such user"}

    def be_busy(self) -> None:
        self.server.always = "451 try again later"

    def be_silent(self) -> None:
        self.dawdle(SHORT_SECONDS * 10)

    def dawdle(self, seconds: float) -> None:
        async def later() -> str:
            await asyncio.sleep(seconds)
            return "250 kept"

        self.server.always = later

    def texts(self) -> list[str]:
        return [words_of(letter) for letter in self.server.letters]


@dataclass
class Website:
    """A web server that answers as one kind of receiver does."""

    server: WebServer
    yes: Answer
    no: Answer
    busy: Answer
    text_of: Callable[[dict[str, object]], str]

    @property
    def port(self) -> int:
        return self.server.port

    def accept(self) -> None:
        self.server.always = self.yes

    def refuse(self) -> None:
        self.server.always = self.no

    def be_busy(self) -> None:
        self.server.always = self.busy

    def be_silent(self) -> None:
        self.dawdle(SHORT_SECONDS * 3)

    def dawdle(self, seconds: float) -> None:
        self.server.always = Answer(200, self.yes.body, after_seconds=seconds)

    def texts(self) -> list[str]:
        return [self.text_of(posted.body) for posted in self.server.posted]


@dataclass(frozen=True)
class Way:
    """One transport, and what can be known by it."""

    name: str
    make: Callable[[int, float], Transport]
    """On a port, with a time limit in seconds."""
    receiver: Callable[[], AbstractContextManager[Receiver]]
    refusal: Known = Known.REFUSED
    silence: Known = Known.UNKNOWN

    def __str__(self) -> str:
        return self.name


@contextmanager
def mailbox() -> Iterator[Receiver]:
    with mail_server() as server:
        yield Mailbox(server)


def website(
    yes: str, busy: Answer, text_of: Callable[[dict[str, object]], str]
) -> Callable[[], AbstractContextManager[Receiver]]:
    @contextmanager
    def receiver() -> Iterator[Receiver]:
        accepted = Answer(200, yes)
        with web_server(accepted) as server:
            yield Website(server, accepted, Answer(400, "wrong request"), busy, text_of)

    return receiver


def inner(*path: str) -> Callable[[dict[str, object]], str]:
    def text_of(body: dict[str, object]) -> str:
        found: object = body
        for name in path:
            assert isinstance(found, dict)
            found = found[name]
        return str(found)

    return text_of


def city(address: str) -> Addresses:
    return Addresses(city=address)


WAYS = (
    Way(
        "email",
        lambda port, seconds: EmailTransport(
            f"mailto://127.0.0.1:{port}?from=notices%40city.example&mode=insecure",
            timeout_seconds=seconds,
        ),
        mailbox,
    ),
    Way(
        "webhook",
        lambda port, seconds: WebhookTransport(
            city(f"http://127.0.0.1:{port}/hook"), timeout_seconds=seconds
        ),
        website("{}", Answer(503, "busy"), inner("text")),
    ),
    Way(
        "wecom",
        lambda port, seconds: WecomTransport(
            city(f"http://127.0.0.1:{port}/cgi-bin/webhook/send?key=k"),
            timeout_seconds=seconds,
        ),
        website(
            '{"errcode": 0, "errmsg": "ok"}',
            Answer(200, '{"errcode": 45009, "errmsg": "api freq out of limit"}'),
            inner("text", "content"),
        ),
    ),
    Way(
        "dingtalk",
        lambda port, seconds: DingtalkTransport(
            city(f"http://127.0.0.1:{port}/robot/send?access_token=t&secret=SEC1"),
            timeout_seconds=seconds,
        ),
        website(
            '{"errcode": 0, "errmsg": "ok"}',
            Answer(200, '{"errcode": 130101, "errmsg": "send too fast"}'),
            inner("text", "content"),
        ),
    ),
    Way(
        "feishu",
        lambda port, seconds: FeishuTransport(
            city(f"http://127.0.0.1:{port}/open-apis/bot/v2/hook/t?secret=S"),
            timeout_seconds=seconds,
        ),
        website(
            '{"code": 0, "msg": "success", "data": {}}',
            Answer(200, '{"code": 9499, "msg": "Bad Request", "data": {}}'),
            inner("content", "text"),
        ),
    ),
    Way(
        "pager",
        lambda port, seconds: AnyAppriseTransport(
            "pager", city(f"json://127.0.0.1:{port}/?cto={seconds}&rto={seconds}")
        ),
        website("{}", Answer(503, "busy"), inner("message")),
        refusal=Known.POSTPONED,
        silence=Known.POSTPONED,
    ),
)
