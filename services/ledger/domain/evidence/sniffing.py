"""Looks at a file as it comes in: is it what it says, and no larger than agreed. Keeps its edge only."""

from services.ledger.domain.evidence.kinds import HEAD_BYTES, Kind, Unfit, UnfitFile

MACROS = b"vbaProject.bin"
"""Programs in an office document; the name stands uncompressed in the container."""
_EDGE = 64
"""Bytes of one part that are looked at again with the next, so that no name is missed between them."""


class Sniffing:
    """One file; `take` each part in order, then `end`. Raises `UnfitFile` as soon as it is known unfit."""

    def __init__(self, name: str, kind: Kind, limit_bytes: int) -> None:
        self._name, self._kind, self._limit = name, kind, limit_bytes
        self._head = self._edge = b""
        self._missing = set(kind.marks)
        self.size = 0

    def take(self, part: bytes) -> None:
        """Look at the next part."""
        self.size += len(part)
        if self.size > self._limit:
            raise UnfitFile(Unfit.TOO_LARGE, self._name)
        if len(self._head) < HEAD_BYTES:
            self._head += part[: HEAD_BYTES - len(self._head)]
            if len(self._head) == HEAD_BYTES:
                self._see_head()
        if self._kind.marks:
            self._see_names(self._edge + part)

    def end(self) -> None:
        """There is no more."""
        if not self.size:
            raise UnfitFile(Unfit.EMPTY, self._name)
        self._see_head()
        if self._missing:
            raise UnfitFile(Unfit.NOT_WHAT_IT_SAYS, self._name)

    def _see_head(self) -> None:
        if not self._kind.begins(self._head):
            raise UnfitFile(Unfit.NOT_WHAT_IT_SAYS, self._name)

    def _see_names(self, seen: bytes) -> None:
        if MACROS in seen:
            raise UnfitFile(Unfit.HAS_MACROS, self._name)
        self._missing = {mark for mark in self._missing if mark not in seen}
        self._edge = seen[-_EDGE:]
