"""What setting passwords needs from outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Code:
    """A sign-in code as it is kept: who it is for, who gave it, until when it is good."""

    staff_id: str
    digest: str
    given_by: str
    given_at: datetime
    good_until: datetime


@dataclass(frozen=True, slots=True)
class NewPassword:
    """Whose, its hash, who set it when through what; `digest` of the code it was set with, if with one."""

    staff_id: str
    hash: str
    by: str
    at: datetime
    through: str
    digest: str | None = None


class Credentials(Protocol):
    """Where codes and password hashes are kept."""

    async def give(self, code: Code, through: str) -> None:
        """Keep a code in the place of an earlier one, and log that it was given."""
        ...

    async def knows(self, staff_id: str, digest: str, at: datetime) -> bool:
        """Whether that is somebody's code, and still good."""
        ...

    async def set_password(self, given: NewPassword) -> bool:
        """Keep the hash, end their sessions, forget their failures and their code, log it; all or nothing.

        False, and nothing done: there is nobody of that id, or the code is good no more.
        """
        ...
