"""Letting departments in, telling who waits for what, reading again, shutting out.

What `jiangxin department` and `python -m shared.provision department` have in common.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import nats
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from shared.messaging.trust import trusting
from shared.provision.connecting import Access
from shared.provision.departments import (
    Department,
    add_department,
    ensure_department_consumer,
    known_departments,
    remove_department,
)
from shared.provision.kit import connection
from shared.provision.reload import reload_servers
from shared.provision.replay import replay
from shared.provision.streams import as_provision


class NotLetInError(LookupError):
    """The department has no credentials."""


class CredentialsRefusedError(RuntimeError):
    """The server does not take what was just made."""


@dataclass(frozen=True)
class Admission:
    """The desk where departments are let in: the server's folder, and the two users it takes."""

    nats_folder: Path
    provision: Access
    reloading: Access

    async def let_in(self, department: Department, *, renew: bool = False) -> str:
        """Consumer, credentials, reload, and a try of them. Returns the seed, which is kept nowhere.

        Raises:
            AlreadyAddedError: it is in, and `renew` was not asked for.
            CredentialsRefusedError: the new credentials do not work; `renew` may help.
            nats.errors.NoServersError: NATS is away.
        """
        async with self._streams() as js:  # first: without it the credentials would be of no use
            await ensure_department_consumer(js, department)
        seed = add_department(self.nats_folder, department, renew=renew)
        await reload_servers(self.reloading)
        await self._try(department, seed)
        return seed

    async def waiting(self) -> dict[str, int]:
        """Events that wait for each, by code. Consumers that were lost with the streams come back."""
        found = {}
        async with self._streams() as js:
            for department in known_departments(self.nats_folder):
                await ensure_department_consumer(js, department)
                info = await js.consumer_info(department.consumer.stream, department.durable)
                found[department.code] = info.num_pending or 0
        return found

    async def read_again(self, department: Department, since: datetime) -> int:
        """Puts it back to an earlier moment; returns how many events wait for it then.

        Raises:
            NotLetInError: it is not in.
            NothingToReplayError: there is nothing since then.
        """
        self._must_know(department)
        async with self._streams() as js:
            await ensure_department_consumer(js, department)
            return await replay(js, department.consumer, since)

    async def shut_out(self, department: Department) -> None:
        """Its credentials end at once, and its place is forgotten.

        Raises:
            NotLetInError: it is not in.
        """
        self._must_know(department)
        remove_department(self.nats_folder, department)
        await reload_servers(self.reloading)
        async with self._streams() as js:
            try:
                await js.delete_consumer(department.consumer.stream, department.durable)
            except NotFoundError:
                return  # lost with the streams

    def _must_know(self, department: Department) -> None:
        if department not in known_departments(self.nats_folder):
            raise NotLetInError(f"{department.code} has no credentials")

    @asynccontextmanager
    async def _streams(self) -> AsyncIterator[JetStreamContext]:
        async with as_provision(*self.provision) as js:
            yield js

    async def _try(self, department: Department, seed: str) -> None:
        """As the department would: a credential that does not work is not handed over."""
        access = connection(department, self.provision.servers)
        try:
            client = await nats.connect(
                self.provision.servers,
                nkeys_seed_str=seed,
                inbox_prefix=str(access["inbox_prefix"]),
                tls=trusting(self.provision.ca),
                allow_reconnect=False,
            )
            async with client:
                js = client.jetstream(prefix=str(access["api_prefix"]))
                await js.consumer_info(str(access["stream"]), department.durable)
        except NatsError as error:
            raise CredentialsRefusedError(repr(error)) from error
