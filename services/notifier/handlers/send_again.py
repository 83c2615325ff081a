"""An officer has a notice sent again: one that failed, or one of which nobody knows whether it arrived."""

import uuid
from dataclasses import dataclass

from services.notifier.domain.notice import State
from services.notifier.handlers.lists import NoticeFilter, Reader, Reading, Resending
from services.notifier.handlers.ports import Wake

MAY_BE_SENT_AGAIN = (State.FAILED, State.UNCERTAIN, State.PENDING)
"""A pending one is sent now instead of at its time."""


class UnknownNotice(Exception):
    """There is no such notice, or the officer may not know of it."""


class NotToBeSent(Exception):
    """It was delivered, or somebody is sending it at this moment."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True, slots=True)
class SendAgain:
    """One notice, and who wants it sent."""

    notice_id: uuid.UUID
    asked_by: str


class SendingAgain:
    """Starts the attempts anew, by every means the person has."""

    def __init__(self, reading: Reading, resending: Resending, wake: Wake) -> None:
        self._reading, self._resending, self._wake = reading, resending, wake

    async def one(self, command: SendAgain) -> None:
        """Put it back in line.

        Repeatable: a second click finds it pending and changes nothing but the hour.

        Raises:
            UnknownNotice: there is none.
            NotToBeSent: it has arrived, or is being sent.
        """
        ids = [command.notice_id]
        if not await self._resending.send_again(ids, MAY_BE_SENT_AGAIN, command.asked_by):
            found = await self._reading.whole(Reader(None, command.asked_by), command.notice_id)
            if found is None:
                raise UnknownNotice
            raise NotToBeSent(found.listed.state)
        self._wake()

    async def all_failed(self, asked: NoticeFilter, asked_by: str) -> int:
        """Put every failed notice of a list back in line. Returns how many there were."""
        count = await self._resending.send_all_failed_again(asked, asked_by)
        self._wake()
        return count
