"""Metrics' web application on the tests' database, at a fixed moment, and officers' tokens."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from services.metrics.app import make_app
from services.metrics.settings import MetricsSettings
from shared.clock import FixedClock
from shared.web.session import Officer
from shared.web.signing import TokenSigner
from tests.metrics.conftest import Record
from tests.metrics.events import (
    MONDAY,
    categories,
    complaint,
    dispatched,
    notice,
    number,
    parked,
    registered,
    unit,
    whole_life,
)
from tests.servers import seed

DAY = timedelta(days=1)
NOW = MONDAY + timedelta(days=7)
KEY = Ed25519PrivateKey.generate()
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
JSON = {"accept": "application/json"}
HTML = {"accept": "text/html"}


@dataclass
class Visitor:
    """Somebody who reads; `html` and `json` are what they get."""

    client: httpx.AsyncClient
    token: str | None = None
    language: str = "zh"

    async def get(self, path: str, headers: dict[str, str]) -> httpx.Response:
        own = {"accept-language": self.language}
        if self.token:
            own["authorization"] = f"Bearer {self.token}"
        return await self.client.get(path, headers={**own, **headers})

    async def html(self, path: str, status: int = 200) -> str:
        answer = await self.get(path, HTML)
        assert answer.status_code == status, answer.text
        return answer.text

    async def json(self, path: str, status: int = 200) -> dict[str, object]:
        answer = await self.get(path, JSON)
        assert answer.status_code == status, answer.text
        body: dict[str, object] = answer.json()
        return body


@pytest.fixture
async def client(database: AsyncEngine) -> AsyncIterator[httpx.AsyncClient]:
    app = make_app(
        MetricsSettings(
            database_url=SecretStr("unused"),
            nats_seed=SecretStr(seed()),
            token_public_key=SecretStr(PUBLIC),
        ),
        clock=FixedClock(NOW),
        engine=database,
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://metrics") as client:
        yield client


@pytest.fixture
def officer(client: httpx.AsyncClient) -> Visitor:
    """Somebody who sees the whole city; figures are the same for everybody."""
    who = Officer("fang", "方既明", None, frozenset({"supervisor"}))
    return Visitor(client, TokenSigner(PRIVATE).sign(who))


@pytest.fixture
def head(client: httpx.AsyncClient) -> Visitor:
    """A head of one unit."""
    who = Officer("su", "苏清和", "water", frozenset({"unit_head"}))
    return Visitor(client, TokenSigner(PRIVATE).sign(who))


@pytest.fixture
def stranger(client: httpx.AsyncClient) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(client)


@pytest.fixture
async def a_week(record: Record) -> None:
    """Three closed (one late), one overdue, one without a unit; a notice failed, one set aside."""
    await record(
        [unit("water", "水务局", "Water"), unit("roads", "交通局", "Roads"), *categories()]
    )
    for serial, closed_after in enumerate([2, 3, 6]):
        await record(
            whole_life(
                number(serial),
                unit="water",
                due_in=5 * DAY,
                closed_after=closed_after * DAY,
                channel="hotline",
                category_code="leaks",
            )
        )
    await record([complaint(number(8), MONDAY + DAY), registered(number(8), MONDAY + DAY)])
    await record([dispatched(number(8), MONDAY + DAY, unit="roads", due_in=3 * DAY)])
    await record([complaint(number(9), MONDAY + 2 * DAY, channel="kiosk")])
    await record([notice("n-1", failed=True), notice("n-2"), parked()])


def headline(html: str) -> dict[str, int]:
    """The first row of figures, by name."""
    start = html.index('class="figures"')
    row = html[start : html.index("</section>", start)]
    found = re.findall(r'class="figure"[^>]*><span>([^<]+)</span><b>([\d,]+)', row)
    return {name: int(value.replace(",", "")) for name, value in found}
