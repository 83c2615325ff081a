"""Makes the server follow `shared/messaging/streams.py`, as the one user who may."""

import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import nats
from nats.js import JetStreamContext

from shared.messaging.provisioning import DEFAULT_LIMIT_BYTES, provision
from shared.provision import PROVISION


@asynccontextmanager
async def as_user(user: str, servers: list[str], seed: str) -> AsyncIterator[JetStreamContext]:
    """JetStream as one of the users of the services' account, for a short errand.

    Raises:
        nats.errors.NoServersError: none of the servers answers, or none knows the seed.
    """
    client = await nats.connect(
        servers,
        nkeys_seed_str=seed.strip(),
        name=user,
        inbox_prefix=f"_INBOX_{user}",
        max_reconnect_attempts=2,
        reconnect_time_wait=0.5,
        error_cb=_quiet,
    )
    try:
        yield client.jetstream(timeout=10)
    finally:
        await client.close()


def as_provision(servers: list[str], seed: str) -> AbstractAsyncContextManager[JetStreamContext]:
    """JetStream as the one user who may change streams and consumers."""
    return as_user(PROVISION, servers, seed)


async def ensure_streams(
    servers: list[str], seed: str, *, limit_bytes: int = DEFAULT_LIMIT_BYTES, replicas: int = 1
) -> list[str]:
    """Streams and consumers as declared. Returns what changed; drift is mended here.

    Args:
        limit_bytes: room for each publisher's stream; a full one refuses, it never forgets.
        replicas: copies of every message, on servers of their own; 3 for a cluster.
    """
    async with as_provision(servers, seed) as js:
        return await provision(js, limit_bytes=limit_bytes, replicas=replicas)


def address_and_seed() -> tuple[list[str], str]:
    """`JIANGXIN_NATS_URLS`, and the file `nats_seed` in `JIANGXIN_SECRETS_DIR`."""
    servers = os.environ.get("JIANGXIN_NATS_URLS", "nats://127.0.0.1:4222").split(",")
    folder = os.environ.get("JIANGXIN_SECRETS_DIR")
    seed = (Path(folder) / "nats_seed").read_text() if folder else os.environ["JIANGXIN_NATS_SEED"]
    return servers, seed


async def _quiet(_error: Exception) -> None:
    """The error is raised at the end of the attempts; nats-py would also print each of them."""
