"""An installation of its own, as `jiangxin up` makes it: the same servers, settings and permissions.

PostgreSQL with every durability setting on, NATS that flushes each write to disk, each service a
process. It lives in a folder and on ports of its own and ends with the block that asked for it.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Literal

import asyncpg
import nats
import psutil  # type: ignore[import-untyped]
from nats.aio.client import Client

from local.mail import mail_part
from local.nats import nats_address, nats_part
from local.postgres import make_databases, postgres_part
from local.probing import free_base_port
from local.process import Child, Part
from local.services import environment, migrate, run_job, service_part
from local.state import State, open_state
from shared.language import Text
from shared.provision import SERVICES
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from shared.provision.streams import ensure_streams

ORGANISATION = Path(__file__).parent / "organisation.yaml"
PORTS = 12
"""Ports an installation has: those of `local`, and three for what is measured beside it."""
LOOK_SECONDS = 1.0
IDLE_SHARE = 0.15
"""Of one processor, all parts together."""
LONGEST_SETTLING_SECONDS = 90.0
OFFSETS = {"no-storage": 9, "answer-only": 10, "redis": 11}


class Installation:
    """Parts are started one by one, as far as a measurement needs them."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.troubles: list[Text] = []
        """What the supervisor had to say: a process that ended by itself spoils the figures."""
        self._children: dict[str, Child] = {}

    async def start_postgres(self, databases: Sequence[str] = SERVICES) -> None:
        """PostgreSQL, and the databases of these services with all their migrations."""
        await self.start(await asyncio.to_thread(postgres_part, self.state))
        await make_databases(self.state)
        for service in databases:
            await migrate(self.state, service)
        if "ledger" in databases:
            await run_job(self.state, "ledger", "load", str(ORGANISATION))

    async def start_nats(self) -> None:
        """The bus with its streams and consumers."""
        await self.start(nats_part(self.state))
        await ensure_streams([self.state.nats_url], self.state.seed("provision"))

    async def start_mail(self) -> None:
        """Where mail ends."""
        await self.start(mail_part(self.state))

    async def start_service(self, name: str) -> None:
        """`python -m services.<name> serve`, until it says that it is ready."""
        await self.start(service_part(self.state, name))

    async def start_intake_without(self, what: Literal["no-storage", "answer-only"]) -> None:
        """Intake without storage, or without even its handler; its own settings but for the port."""
        port = self.port(what)
        await self.start(
            Part(
                name=what,
                command=(sys.executable, "-m", "benchmarks.no_storage", what),
                port=port,
                url=f"http://127.0.0.1:{port}",
                environment=environment(self.state, "intake") | {"JIANGXIN_HTTP_PORT": str(port)},
                folder=Path(__file__).parents[1],
            )
        )

    def port(self, name: str) -> int:
        """Where a part listens, or will."""
        return self.state.base_port + OFFSETS[name] if name in OFFSETS else self.state.port(name)

    async def start(self, part: Part) -> None:
        """Start a part and return when it is ready."""
        child = self._children[part.name] = Child(part, self.state, self.troubles.append)
        await child.start()

    async def stop(self, name: str) -> None:
        """Stop a part by its name."""
        await self._children.pop(name).stop()

    async def stop_all(self) -> None:
        """In the reverse order, servers last."""
        for name in reversed(list(self._children)):
            await self.stop(name)

    def cpu_seconds(self, name: str) -> float:
        """Processor time a part has used so far, with the processes it runs at the moment."""
        process = psutil.Process(self._children[name].pid)
        times = [each.cpu_times() for each in (process, *process.children(recursive=True))]
        return float(sum(each.user + each.system for each in times))

    def cpu_of_all(self) -> dict[str, float]:
        """The same for every part, by name."""
        return {name: self.cpu_seconds(name) for name in self._children}

    async def settle(self) -> None:
        """Returns when the parts have hardly anything to do: what is measured next shall not pay for
        letters and figures of what was measured before."""
        deadline = monotonic() + LONGEST_SETTLING_SECONDS
        used = sum(self.cpu_of_all().values())
        while monotonic() < deadline:
            await asyncio.sleep(LOOK_SECONDS)
            before, used = used, sum(self.cpu_of_all().values())
            if used - before < IDLE_SHARE * LOOK_SECONDS:
                return

    @asynccontextmanager
    async def database(self, service: str) -> AsyncIterator[asyncpg.Connection]:
        """A connection to a service's database."""
        connection = await asyncpg.connect(self.state.database_url(service))
        try:
            yield connection
        finally:
            await connection.close()

    @asynccontextmanager
    async def bus(self, user: str) -> AsyncIterator[Client]:
        """A connection to NATS with the rights of a service."""
        client = await nats.connect(
            self.state.nats_url,
            nkeys_seed_str=self.state.seed(user).strip(),
            inbox_prefix=f"_INBOX_{user}",
            pending_size=64 << 20,
        )
        try:
            yield client
        finally:
            await client.close()

    def engine_url(self, service: str) -> str:
        """A service's database for SQLAlchemy."""
        return (self.state.secrets / service / "database_url").read_text().strip()


@asynccontextmanager
async def installation(folder: Path) -> AsyncIterator[Installation]:
    """An empty one under `folder`; whatever was started has ended when the block has."""
    made = Installation(open_state(folder / "state", free_base_port(PORTS)))
    address = DatabaseAddress("127.0.0.1", made.state.port("postgres"))
    ensure_secrets(made.state.secrets, address, nats_address(made.state))
    try:
        yield made
    finally:
        await made.stop_all()
