"""A short connection to NATS as one of its users, for an errand."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import nats
from nats.aio.client import Client

from shared.messaging.trust import trusting


class Access(NamedTuple):
    """Where NATS is, a user's seed, and the authority its certificate is from, as PEM."""

    servers: list[str]
    seed: str
    ca: str = ""


@asynccontextmanager
async def connected(user: str, access: Access) -> AsyncIterator[Client]:
    """Connected while it is needed, and not longer: nothing is tried again but to find a server.

    nats-py 2.16 would wait for ever after a certificate that it refuses, if it might reconnect.

    Raises:
        nats.errors.NoServersError: none of the servers answers.
        nats.errors.Error: it does not know the seed.
        ssl.SSLError: its certificate is from somebody else.
    """
    client = await nats.connect(
        access.servers,
        nkeys_seed_str=access.seed.strip(),
        name=user,
        inbox_prefix=f"_INBOX_{user}",
        tls=trusting(access.ca),
        allow_reconnect=False,
        max_reconnect_attempts=2,
        reconnect_time_wait=0.5,
        error_cb=_quiet,
    )
    try:
        yield client
    finally:
        await client.close()


def access_of_job(seed: str = "nats_seed") -> Access:
    """`JIANGXIN_NATS_URLS`, and the files of that name and `nats_ca` in `JIANGXIN_SECRETS_DIR`."""
    servers = os.environ.get("JIANGXIN_NATS_URLS", "nats://127.0.0.1:4222").split(",")
    folder = Path(os.environ["JIANGXIN_SECRETS_DIR"])
    ca = folder / "nats_ca"
    return Access(servers, (folder / seed).read_text(), ca.read_text() if ca.exists() else "")


async def _quiet(_error: Exception) -> None:
    """The error is raised at the end of the attempts; nats-py would also print each of them."""
