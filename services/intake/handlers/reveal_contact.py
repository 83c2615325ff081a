"""Telling the ledger how to reach somebody: to whoever asked, sealed, and written down first."""

import base64
import json
from dataclasses import fields
from typing import Protocol

from services.intake.handlers.ports import Sealed, Sealer, StorageUnavailable, Unreadable
from shared.clock import Clock
from shared.events.envelope import Envelope
from shared.events.intake import ContactRevealed
from shared.logs import get_logger
from shared.revealing.answer import Revealed, seal
from shared.revealing.question import ContactQuestion, NotAsked, QuestionReader

log = get_logger(__name__)

_FIELDS = frozenset(field.name for field in fields(Revealed))


class AskedBefore(Exception):
    """The same question came a second time."""


class SealedContacts(Protocol):
    """Where contacts are kept."""

    async def find(self, number: str) -> Sealed | None:
        """The sealed contact; None where none was left. Raises `StorageUnavailable`."""
        ...

    async def note(self, envelope: Envelope) -> None:
        """Write the event that says so. Raises `AskedBefore`, `StorageUnavailable`."""
        ...


class RevealContact:
    """Answers questions: `{"sealed": base64}`, or `{"refused": reason}`.

    Publishes ContactRevealed, committed before the answer leaves. Each question is answered once.
    """

    def __init__(
        self, contacts: SealedContacts, sealer: Sealer, reader: QuestionReader, clock: Clock
    ) -> None:
        self._contacts, self._sealer = contacts, sealer
        self._reader, self._clock = reader, clock

    async def __call__(self, sent: bytes) -> bytes:
        """The answer to one question, whatever it is."""
        try:
            question = self._reader.read(sent)
            answer = {"sealed": base64.b64encode(await self._answer(question)).decode()}
            log.info("contact_revealed", question_id=str(question.question_id))
        except _Refused as refused:
            answer = {"refused": str(refused)}
        except (NotAsked, AskedBefore) as error:
            log.warning("contact_not_revealed", reason=str(error) or type(error).__name__)
            answer = {"refused": "not_asked"}
        except StorageUnavailable:
            answer = {"refused": "unavailable"}
        return json.dumps(answer).encode()

    async def _answer(self, question: ContactQuestion) -> bytes:
        kept = await self._contacts.find(question.complaint_number)
        if kept is None:
            raise _Refused("no_contact")
        try:
            said = json.loads(self._sealer.open("contact", question.complaint_number, kept))
        except Unreadable as error:
            log.error("contact_unreadable", reason=str(error))
            raise _Refused("unreadable") from None
        revealed = Revealed(**{name: said[name] for name in _FIELDS & said.keys()})
        sealed = seal(revealed, question.answer_key, question.question_id)
        await self._contacts.note(self._envelope(question))
        return sealed

    def _envelope(self, question: ContactQuestion) -> Envelope:
        now = self._clock.now()
        event = ContactRevealed(
            question_id=question.question_id,
            complaint_number=question.complaint_number,
            revealed_at=now,
            asked_by=question.asked_by,
            unit_code=question.unit_code,
            purpose=question.purpose,
        )
        return Envelope(
            event, question.question_id, "intake", now, correlation_id=str(question.question_id)
        )


class _Refused(Exception):
    """Why the question has no answer; the text is the code that travels."""
