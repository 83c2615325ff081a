"""Files in a folder: `ab/abcdef…` by digest, `incoming/…` while they arrive. Replicas may share it."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, ParamSpec, TypeVar

from services.ledger.handlers.evidence.ports import FileGone, StoreAway
from shared.identifiers import new_id

PART_BYTES = 256 * 1024
"""Read and written at once; all that is held of a file."""
_INCOMING = "incoming"
_P = ParamSpec("_P")
_R = TypeVar("_R")


class FolderStore:
    """A file appears under its digest by a rename, when its bytes are on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def receive(self, chunks: AsyncIterator[bytes]) -> str:
        """Write to a file of its own among those that arrive."""
        path = self._arriving(str(new_id()))
        file = await _away(_create, path)
        try:
            async for part in _parts(chunks):
                await _away(file.write, part)
            await _away(_sync, file)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            file.close()
        return path.name

    async def keep(self, received: str, digest: str) -> None:
        """Give it its name; a file of the same content is replaced, and is as new as this one."""
        await _away(_rename, self._arriving(received), self._path(digest))

    async def discard(self, received: str) -> None:
        """Remove it, if it is still there."""
        await _away(self._arriving(received).unlink, missing_ok=True)

    async def has(self, digest: str) -> bool:
        """Whether the file is there."""
        return await _away(self._path(digest).is_file)

    async def read(self, digest: str) -> AsyncIterator[bytes]:
        """Opened before this returns."""
        try:
            file = await asyncio.to_thread(self._path(digest).open, "rb")
        except FileNotFoundError:
            raise FileGone(digest) from None
        except OSError as error:
            raise StoreAway(str(error)) from error
        return _reading(file)

    async def kept_before(self, moment: datetime) -> AsyncIterator[Sequence[str]]:
        """One of the 256 folders after the other."""
        for number in range(256):
            folder = self._folder / f"{number:02x}"
            if found := await _away(_older, folder, moment.timestamp()):
                yield found

    async def remove(self, digest: str) -> None:
        """Remove the file."""
        await _away(self._path(digest).unlink, missing_ok=True)

    async def discard_before(self, moment: datetime) -> int:
        """Remove what was cut off while it arrived."""
        names = await _away(_older, self._folder / _INCOMING, moment.timestamp())
        for name in names:
            await self.discard(name)
        return len(names)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _arriving(self, name: str) -> Path:
        return self._folder / _INCOMING / name


async def _away(work: Callable[_P, _R], *given: _P.args, **named: _P.kwargs) -> _R:
    """Done in a thread: a disk may take its time. What the system refuses, the store cannot do."""
    with _refusals():
        return await asyncio.to_thread(work, *given, **named)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreAway(str(error)) from error


async def _parts(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in parts worth a thread."""
    gathered = bytearray()
    async for chunk in chunks:
        gathered += chunk
        if len(gathered) >= PART_BYTES:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)


async def _reading(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while part := await asyncio.to_thread(file.read, PART_BYTES):
            yield part


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.open("xb")


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _rename(source: Path, target: Path) -> None:
    """Atomic, and on the disk with both folders that it changes."""
    target.parent.mkdir(mode=0o700, exist_ok=True)
    source.replace(target)
    for folder in (target.parent, target.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _older(folder: Path, moment: float) -> list[str]:
    """Names of files last written before a moment; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return [each.name for each in entries if each.stat().st_mtime < moment]
    except FileNotFoundError:
        return []
