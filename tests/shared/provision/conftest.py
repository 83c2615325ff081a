"""A real nats-server under the configuration that `python -m shared.provision secrets` writes."""

import asyncio
import json
import socket
import sysconfig
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import nats
import pytest
import pytest_asyncio
from nats.aio.client import Client

from shared.provision.connecting import Access
from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.reload import reload_servers
from shared.provision.secrets import RELOADING_SEED, ensure_secrets
from shared.provision.streams import as_provision, ensure_streams

NATS_SERVER = Path(sysconfig.get_path("scripts")) / "nats-server"


@dataclass
class User:
    """A connected user and what the server held against it."""

    client: Client
    errors: list[str] = field(default_factory=list)

    async def is_denied(self, subject: str, *, payload: bytes = b"{}", reply: str = "") -> bool:
        """True when the server refuses the publication."""
        self.errors.clear()
        await self.client.publish(subject, payload, reply=reply)
        return await self._was_refused()

    async def may_not_listen(self, subject: str) -> bool:
        """True when the server refuses the subscription."""
        self.errors.clear()
        await self.client.subscribe(subject)
        return await self._was_refused()

    async def _was_refused(self) -> bool:
        """The refusal comes before the answer to the flush; nats-py reports it a little later."""
        await self.client.flush()
        for _ in range(20):
            if any("permissions violation" in error.lower() for error in self.errors):
                return True
            await asyncio.sleep(0.01)
        return False


@dataclass
class Installation:
    """Secrets, a running server, and connections that are closed at the end."""

    secrets: Path
    url: str
    server: Popen[bytes]
    users: list[User] = field(default_factory=list)

    def seed(self, user: str) -> str:
        return (self.secrets / user / "nats_seed").read_text()

    async def connect(self, name: str, seed: str) -> User:
        errors: list[str] = []

        async def note(error: Exception) -> None:
            errors.append(str(error))

        client = await nats.connect(
            self.url,
            nkeys_seed_str=seed,
            inbox_prefix=f"_INBOX_{name}",
            error_cb=note,
            allow_reconnect=False,
        )
        user = User(client, errors)
        self.users.append(user)
        return user

    async def as_service(self, name: str) -> User:
        return await self.connect(name, self.seed(name))

    async def reload(self) -> None:
        seed = (self.secrets / "provision" / RELOADING_SEED).read_text()
        await reload_servers(Access([self.url], seed))


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    listen, monitor = free_port(), free_port()
    address = NatsAddress(f"127.0.0.1:{listen}", f"127.0.0.1:{monitor}", str(folder / "store"))
    ensure_secrets(folder / "secrets", DatabaseAddress("127.0.0.1", 5432), address)
    conf = folder / "secrets" / "nats" / "nats.conf"
    server = Popen([NATS_SERVER, "-c", conf, "-l", folder / "nats.log"])
    yield Installation(folder / "secrets", f"nats://{address.listen}", server)
    server.terminate()
    server.wait(10)


@pytest_asyncio.fixture
async def installation(running: Installation) -> AsyncIterator[Installation]:
    """The server with every stream and consumer; connections made in the test are closed after."""
    await _provisioned(running)
    yield running
    for user in running.users:
        await user.client.close()
    running.users.clear()


async def _provisioned(running: Installation) -> None:
    for _ in range(100):
        try:
            await ensure_streams([running.url], running.seed("provision"))
        except nats.errors.NoServersError:
            await asyncio.sleep(0.05)
        else:
            return
    pytest.fail("nats-server did not come up")


async def consumer_pending(installation: Installation, stream: str, durable: str) -> int:
    """Messages delivered and not acknowledged."""
    async with as_provision([installation.url], installation.seed("provision")) as js:
        return int((await js.consumer_info(stream, durable)).num_ack_pending or 0)


def pull(batch: int = 1) -> bytes:
    """The body of a request that is answered at once, with messages or with 404."""
    return json.dumps({"batch": batch, "no_wait": True}).encode()
