"""Brings an instance up in the order its parts need, keeps it up, and takes it down in reverse."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence

import nats.errors

from local import traces
from local.mail import mail_part
from local.nats import nats_address, nats_part
from local.postgres import make_databases, postgres_part
from local.probing import is_free
from local.process import Child, Part
from local.services import migrate, service_part
from local.state import OFFSETS, State
from local.words import CannotGoOn, Say
from shared.language import Text
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from shared.provision.streams import ensure_streams


class Supervisor:
    """One instance: PostgreSQL, NATS, the mail sink and the services given."""

    def __init__(self, state: State, services: Sequence[str], say: Say) -> None:
        self._state = state
        self._services = services
        self._say = say
        self._children: dict[str, Child] = {}
        self._began = time.monotonic()
        self._at_once = asyncio.Semaphore(os.cpu_count() or 2)

    @property
    def running(self) -> dict[str, int | None]:
        """Process numbers by name, in the order started."""
        return {name: child.pid for name, child in self._children.items()}

    async def start(self) -> None:
        """Returns when everything that could become ready is; services that are not are named.

        Raises:
            CannotGoOn: a server, a stream or a database is missing, so nothing would work.
        """
        self._clear_the_place()
        address = DatabaseAddress("127.0.0.1", self._state.port("postgres"))
        ensure_secrets(self._state.secrets, address, nats_address(self._state))
        bus = asyncio.create_task(self._bring_up_bus())
        mail = asyncio.create_task(self._start(mail_part(self._state)))
        try:
            await self._bring_up_databases()
            await asyncio.gather(*(self._bring_up(name, bus) for name in self._services))
            await asyncio.gather(bus, mail)
        finally:
            bus.cancel()
            mail.cancel()
            await asyncio.gather(bus, mail, return_exceptions=True)

    async def stop(self) -> None:
        """Services first, so that they finish what they have in hand; then the servers."""
        servers = [c for n, c in self._children.items() if n in ("nats", "postgres")]
        others = [c for c in self._children.values() if c not in servers]
        for group in (others, servers):
            await asyncio.gather(*(child.stop() for child in group))

    def kill(self) -> None:
        """Ends everything now; what was answered with a receipt is on disk already."""
        for child in self._children.values():
            child.kill()

    def _clear_the_place(self) -> None:
        orphans = traces.stop_orphans(self._state)
        if orphans:
            names = ", ".join(trace.name for trace in orphans)
            self._say(
                Text(
                    "[yellow]上次没有正常结束，已停下遗留的进程：{names}[/]",
                    "[yellow]Stopped what an earlier run had left behind: {names}[/]",
                ).format(names=names)
            )
        check_ports(self._state)

    async def _bring_up_bus(self) -> None:
        await self._start(nats_part(self._state))
        try:
            await ensure_streams([self._state.nats_url], self._state.seed("provision"))
        except nats.errors.Error as error:
            raise CannotGoOn(
                Text("无法建立消息流：{error}", "The streams could not be made: {error}").format(
                    error=error
                )
            ) from error

    async def _bring_up_databases(self) -> None:
        part = await asyncio.to_thread(postgres_part, self._state)
        await self._start(part)
        await make_databases(self._state)

    async def _bring_up(self, service: str, bus: asyncio.Task[None]) -> None:
        """Migrates, then starts; no more at once than there are cores, the first one first."""
        async with self._at_once:
            await migrate(self._state, service)
            await asyncio.shield(bus)
            try:
                await self._start(service_part(self._state, service))
            except CannotGoOn as problem:
                self._say(problem.text)

    async def _start(self, part: Part) -> None:
        child = self._children[part.name] = Child(part, self._state, self._say)
        await child.start()
        self._say(_ready(part, time.monotonic() - self._began))


def check_ports(state: State, free: Callable[[int], bool] = is_free) -> None:
    """Raises CannotGoOn that names every port that somebody else listens on."""
    taken = [f"{state.port(name)} ({name})" for name in OFFSETS if not free(state.port(name))]
    if taken:
        other = state.base_port + 100
        raise CannotGoOn(
            Text(
                "端口已被占用：{ports}。换一组端口：jiangxin up --base-port {other}",
                "Taken by another program: port {ports}. "
                "Choose others: jiangxin up --base-port {other}",
            ).format(ports=", ".join(taken), other=other)
        )


def _ready(part: Part, seconds: float) -> Text:
    line = f"[green]✓[/] {part.name:<9} {part.url:<30} [dim]{seconds:5.1f} s[/]"
    return Text(line, line)
