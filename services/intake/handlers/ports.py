"""What the handlers need from the outside, and the records that pass between."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from services.intake.domain.complaint import Complaint
from services.intake.domain.progress import Progress, Step
from shared.events.directory import DistrictListed
from shared.events.envelope import Envelope
from shared.events.ledger import CategoryListed, UnitListed


class StorageUnavailable(Exception):
    """The database cannot be reached at the moment; the same call may succeed later."""


class UnknownCategory(ValueError):
    """No category has this code or name."""


class Unreadable(Exception):
    """A sealed text whose key is not in the ring, or that was tampered with."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted text and the id of the key that opens it."""

    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """All that one complaint brings into the database."""

    complaint: Complaint
    envelope: Envelope
    contact: Sealed | None = None
    original: Sealed | None = None
    idempotency_key: str | None = None
    fingerprint: bytes | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds for a record: itself, or an earlier one with the same key."""

    number: str
    received_at: datetime
    fingerprint: bytes | None


@dataclass(frozen=True, slots=True)
class Category:
    """An entry of the directory that ledger keeps."""

    code: str
    name_zh: str
    name_en: str
    parent_code: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class District:
    """A district that ledger keeps."""

    code: str
    name_zh: str
    name_en: str


class Complaints(Protocol):
    """Complaints and their events, kept together."""

    async def keep(self, records: Sequence[Record]) -> list[Kept]:
        """Commit the new ones, each with its event; answers in the order of the records.

        Repeatable: a record whose number is there already is answered as kept. Raises
        `StorageUnavailable`.
        """
        ...


class Numbers(Protocol):
    """Sequence numbers that no other process gets."""

    async def next(self) -> int:
        """The next one, from 1; gaps are normal. Raises `StorageUnavailable`."""
        ...


class Sealer(Protocol):
    """Encrypts what nobody but intake may read."""

    def seal(self, purpose: str, number: str, text: str) -> Sealed:
        """The text under the current key, bound to its purpose and complaint."""
        ...

    def open(self, purpose: str, number: str, sealed: Sealed) -> str:
        """The text. Raises `Unreadable`."""
        ...


class Categories(Protocol):
    """The copy of ledger's categories."""

    async def code_of(self, given: str) -> str:
        """The code for a code or a name in either language. Raises `UnknownCategory`."""
        ...

    async def offered(self) -> Sequence[Category]:
        """Those in use, parents before their children, by code."""
        ...


class Districts(Protocol):
    """The copy of ledger's districts."""

    async def offered(self) -> Sequence[District]:
        """Those in use, by code; none while ledger has listed none. Raises `StorageUnavailable`."""
        ...


class SealedTexts(Protocol):
    """One table of sealed texts, to be sealed anew."""

    purpose: str

    async def not_under(self, key_id: str, after: str, limit: int) -> Sequence[tuple[str, Sealed]]:
        """Numbers above `after` with what another key sealed, in order of number."""
        ...

    async def replace(self, changes: Sequence[tuple[str, Sealed, Sealed]]) -> int:
        """Put new in place of old where old is still there. Returns how many were."""
        ...


class FollowedTasks(Protocol):
    """Intake's copy of what ledger says."""

    async def note(
        self, connection: AsyncConnection, steps: Sequence[tuple[str, str, Step]]
    ) -> None:
        """Add steps given as (complaint number, event id, step); those already there stay."""
        ...

    async def list_units(
        self, connection: AsyncConnection, units: Collection[tuple[int, UnitListed]]
    ) -> None:
        """Take over units given as (version, unit), one a code, where the version is higher."""
        ...

    async def list_districts(
        self, connection: AsyncConnection, districts: Collection[tuple[int, DistrictListed]]
    ) -> None:
        """Take over districts given as (version, district), one a code, likewise."""
        ...

    async def list_categories(
        self, connection: AsyncConnection, categories: Collection[tuple[int, CategoryListed]]
    ) -> None:
        """Take over categories given as (version, category), one a code, likewise."""
        ...


class ProgressBook(Protocol):
    """Where a complaint's story is looked up."""

    async def find(self, number: str) -> Progress | None:
        """The story so far; None for a number nobody was given. Raises `StorageUnavailable`."""
        ...
