"""Makes the server follow `shared/messaging/streams.py`, as the one user who may."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from nats.js import JetStreamContext

from shared.messaging.provisioning import DEFAULT_LIMIT_BYTES, provision
from shared.provision import PROVISION
from shared.provision.connecting import Access, connected


@asynccontextmanager
async def as_user(
    user: str, servers: list[str], seed: str, ca: str = ""
) -> AsyncIterator[JetStreamContext]:
    """JetStream as one of the users of the services' account, for a short errand.

    Raises:
        nats.errors.NoServersError: none of the servers answers.
        nats.errors.Error: it does not know the seed.
    """
    async with connected(user, Access(servers, seed, ca)) as client:
        yield client.jetstream(timeout=10)


def as_provision(
    servers: list[str], seed: str, ca: str = ""
) -> AbstractAsyncContextManager[JetStreamContext]:
    """JetStream as the one user who may change streams and consumers."""
    return as_user(PROVISION, servers, seed, ca)


async def ensure_streams(
    servers: list[str],
    seed: str,
    ca: str = "",
    *,
    limit_bytes: int = DEFAULT_LIMIT_BYTES,
    replicas: int = 1,
) -> list[str]:
    """Streams and consumers as declared. Returns what changed; drift is mended here.

    Args:
        limit_bytes: room for each publisher's stream; a full one refuses, it never forgets.
        replicas: copies of every message, on servers of their own; 3 for a cluster.
    """
    async with as_provision(servers, seed, ca) as js:
        return await provision(js, limit_bytes=limit_bytes, replicas=replicas)
