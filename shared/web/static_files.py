"""The shared style sheet and scripts, kept in memory, cacheable for ever under a content hash."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from shared.web.common_problems import not_found

STATIC_DIR = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
_IMMUTABLE = "public, max-age=31536000, immutable"
_VERSION = re.compile(r"[0-9a-f]{12}").fullmatch


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    zipped: bytes
    media_type: str


class StaticFiles:
    """Serves the files of one folder.

    One hash over the whole folder is part of every address, so that modules which import each
    other by relative address stay together. An address with another version's hash, or none,
    gets today's file and is not cached.
    """

    def __init__(self, directory: Path = STATIC_DIR) -> None:
        self._files = {
            path.relative_to(directory).as_posix(): _read(path)
            for path in sorted(directory.rglob("*"))
            if path.suffix in _TYPES
        }
        self.version = _version(self._files)

    def url(self, name: str) -> str:
        """The address of a file. Raises KeyError for a file that is not there."""
        return f"/static/{self.version}/{name}" if self._files[name] else ""

    async def serve(self, request: Request) -> Response:
        """The endpoint for `/static/{path:path}`."""
        version, _, name = str(request.path_params["path"]).partition("/")
        if not _VERSION(version):
            version, name = "", str(request.path_params["path"])
        file = self._files.get(name)
        if file is None:
            raise not_found()
        caching = _IMMUTABLE if version == self.version else "no-cache"
        return _response(request, file, caching)


@lru_cache(maxsize=1)
def shared_static() -> StaticFiles:
    """The files of `shared/web/static`, read once a process."""
    return StaticFiles()


def _read(path: Path) -> _File:
    body = path.read_bytes()
    return _File(body, gzip.compress(body, mtime=0), _TYPES[path.suffix])


def _version(files: dict[str, _File]) -> str:
    digest = hashlib.sha256()
    for name, file in files.items():
        digest.update(name.encode() + b"\0" + file.body + b"\0")
    return digest.hexdigest()[:12]


def _response(request: Request, file: _File, caching: str) -> Response:
    headers = {"cache-control": caching, "vary": "accept-encoding", "content-type": file.media_type}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.zipped, headers=headers | {"content-encoding": "gzip"})
    return Response(file.body, headers=headers)
