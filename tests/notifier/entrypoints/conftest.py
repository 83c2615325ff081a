"""The notifier's web application on the tests' database, and officers who visit it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from services.notifier.app import make_app
from services.notifier.settings import NotifierSettings
from shared.web.session import Officer, Role
from shared.web.signing import TokenSigner
from tests.notifier.conftest import MakeSettings, delivering
from tests.notifier.eventually import eventually, states
from tests.notifier.ledger_events import (
    closed,
    dispatched,
    dispatcher,
    head,
    owner,
    plan,
    received,
    unit,
)
from tests.notifier.mail_server import MailServer
from tests.servers import seed

KEY = Ed25519PrivateKey.generate()
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@dataclass
class Visitor:
    """Somebody in front of the pages, or a program in their name."""

    client: httpx.AsyncClient
    token: str | None = None
    language: str = "zh"

    async def ask(self, path: str, method: str = "GET", **more: Any) -> httpx.Response:
        headers = {"accept-language": self.language, "accept": more.pop("accept", "text/html")}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        return await self.client.request(method, path, headers=headers, **more)

    async def page(self, path: str, status: int = 200) -> str:
        answer = await self.ask(path)
        assert answer.status_code == status, answer.text
        return answer.text

    async def json(self, path: str, status: int = 200, method: str = "GET") -> Any:
        answer = await self.ask(path, method, accept="application/json")
        assert answer.status_code == status, answer.text
        return answer.json()


SignIn = Callable[..., Visitor]


def visited(settings: MakeSettings, **overrides: Any) -> NotifierSettings:
    """Settings of a service that takes these tests' tokens and never connects."""
    return settings(nats_seed=seed(), token_public_key=PUBLIC, **overrides)


@asynccontextmanager
async def visiting(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application, without a network in between."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://notifier") as client:
        yield client


def signed_in(
    client: httpx.AsyncClient, *roles: Role, unit: str | None = None, language: str = "zh"
) -> Visitor:
    """Somebody with these roles; without a role nobody is signed in."""
    officer = Officer("ye-zhiqiu", "叶知秋", unit, frozenset(roles))
    return Visitor(client, TokenSigner(PRIVATE).sign(officer) if roles else None, language)


@pytest.fixture
async def client(tables: AsyncEngine, settings: MakeSettings) -> AsyncIterator[httpx.AsyncClient]:
    async with visiting(make_app(visited(settings), engine=tables)) as client:
        yield client


@pytest.fixture
def sign_in(client: httpx.AsyncClient) -> SignIn:
    """Signs somebody in by role."""
    return partial(signed_in, client)


@pytest.fixture
async def a_day(tables: AsyncEngine, settings: MakeSettings, mail: MailServer) -> AsyncEngine:
    """The owner's mailbox is unknown to the server, the head's letters arrive, nobody heads health."""
    mail.refuse = {"lin-tingyu@city.example": "550 <lin-tingyu@city.example> no such user"}
    await plan(tables, unit(), unit("health"), owner(), head(), dispatcher())
    await plan(tables, received(dispatched(), 2), received(closed(), 5))
    await plan(
        tables, received(dispatched("261123-000002-15", unit_code="health", owner_id=None), 2)
    )
    async with delivering(settings(), tables):
        await eventually(lambda: _settled(tables))
    return tables


async def _settled(engine: AsyncEngine) -> bool:
    return await states(engine) == {"failed": 2, "delivered": 2}
