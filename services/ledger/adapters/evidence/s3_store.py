"""Files in a bucket of S3 or its like: `ab/abcdef…` by digest, `incoming/…` while they arrive."""

from collections.abc import AsyncIterable, AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from services.ledger.handlers.evidence.ports import FileGone, StoreAway
from shared.identifiers import new_id

PART_BYTES = 5 * 1024 * 1024
"""The least S3 takes as a part; two of them are held of a file on its way."""
READ_BYTES = 256 * 1024
_INCOMING = "incoming/"
_TIMEOUT = timedelta(seconds=60)
_PATIENCE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where it is; an empty endpoint means Amazon's own. Addresses are `endpoint/bucket/key`."""

    name: str
    endpoint: str
    region: str
    key_id: str
    secret_key: str


class BucketStore:
    """A file is sent under a passing name, then copied within the bucket to its digest."""

    def __init__(self, bucket: Bucket) -> None:
        self._store = S3Store(
            bucket.name,
            endpoint=bucket.endpoint or None,
            region=bucket.region,
            access_key_id=bucket.key_id,
            secret_access_key=bucket.secret_key,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": bucket.endpoint.startswith("http://"),
                "timeout": _TIMEOUT,
                "connect_timeout": timedelta(seconds=5),
            },
            retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
        )

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        """Sent as it comes in; what is cut off leaves no object."""
        name = str(new_id())
        with _refusals():
            await obstore.put_async(
                self._store, _INCOMING + name, chunks, chunk_size=PART_BYTES, max_concurrency=1
            )
        return name

    async def keep(self, received: str, digest: str) -> None:
        """Copied by the server itself: the bytes do not travel again."""
        with _refusals():
            await obstore.copy_async(self._store, _INCOMING + received, _key(digest))
        await self.discard(received)

    async def discard(self, received: str) -> None:
        """Delete it, if it is still there."""
        await self._delete(_INCOMING + received)

    async def has(self, digest: str) -> bool:
        """Whether the file is there."""
        try:
            with _refusals():
                await obstore.head_async(self._store, _key(digest))
        except FileNotFoundError:
            return False
        return True

    async def read(self, digest: str) -> AsyncIterator[bytes]:
        """Asked for before this returns."""
        try:
            with _refusals():
                found = await obstore.get_async(self._store, _key(digest))
        except FileNotFoundError:
            raise FileGone(digest) from None
        return _reading(found.stream(min_chunk_size=READ_BYTES))

    async def kept_before(self, moment: datetime) -> AsyncIterator[Sequence[str]]:
        """As the bucket lists them."""
        async for keys in self._older("", moment):
            if found := [key[3:] for key in keys if not key.startswith(_INCOMING)]:
                yield found

    async def remove(self, digest: str) -> None:
        """Delete the object."""
        await self._delete(_key(digest))

    async def discard_before(self, moment: datetime) -> int:
        """Delete what arrived and was never kept."""
        discarded = 0
        async for keys in self._older(_INCOMING, moment):
            for key in keys:
                await self._delete(key)
            discarded += len(keys)
        return discarded

    async def _older(self, prefix: str, moment: datetime) -> AsyncIterator[list[str]]:
        with _refusals():
            async for found in obstore.list(self._store, prefix or None):
                yield [each["path"] for each in found if each["last_modified"] < moment]

    async def _delete(self, key: str) -> None:
        try:
            with _refusals():
                await obstore.delete_async(self._store, key)
        except FileNotFoundError:  # not every server says so
            return


def _key(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


async def _reading(found: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    async for part in found:
        yield bytes(part)


@contextmanager
def _refusals() -> Iterator[None]:
    """What the library raises of its own; that an object is not there is Python's own error."""
    try:
        yield
    except BaseError as error:
        raise StoreAway(type(error).__name__) from error
