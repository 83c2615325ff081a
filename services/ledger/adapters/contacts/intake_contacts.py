"""Asks intake over the bus, with a key made for the one question."""

import base64
import json
from collections.abc import Awaitable, Callable

from services.ledger.handlers.contacts.ports import Asked, ContactUnreadable, IntakeAway
from shared.messaging.questions import REVEAL_CONTACT, NobodyAnswers, Question
from shared.revealing.answer import AnswerKey, NotSealedForUs, Revealed
from shared.revealing.question import ContactQuestion, QuestionSigner

Ask = Callable[[Question, bytes, float], Awaitable[bytes]]


class IntakeContacts:
    """The private key lives as long as the question; the answer is decrypted in memory and handed on."""

    def __init__(self, ask: Ask, signer: QuestionSigner, seconds: float) -> None:
        self._ask, self._signer, self._seconds = ask, signer, seconds

    async def ask(self, asked: Asked) -> Revealed:
        """How to reach the person. Raises `IntakeAway`, `ContactUnreadable`."""
        key = AnswerKey()
        question = ContactQuestion(
            question_id=asked.question_id,
            complaint_number=asked.complaint_number,
            asked_by=asked.staff_id,
            unit_code=asked.unit_code,
            purpose=asked.purpose,
            answer_key=key.public,
        )
        try:
            sent = await self._ask(REVEAL_CONTACT, self._signer.sign(question), self._seconds)
        except NobodyAnswers as error:
            raise IntakeAway(str(error)) from error
        return _opened(sent, key, question)


def _opened(sent: bytes, key: AnswerKey, question: ContactQuestion) -> Revealed:
    try:
        answer = json.loads(sent)
        if reason := answer.get("refused"):
            raise _refusal(str(reason))
        sealed = base64.b64decode(answer["sealed"], validate=True)
        return key.open(sealed, question.question_id)
    except (ValueError, KeyError, AttributeError, NotSealedForUs) as error:
        raise ContactUnreadable("not_sealed_for_us") from error


def _refusal(reason: str) -> Exception:
    """Intake without its database is as good as away."""
    return IntakeAway(reason) if reason == "unavailable" else ContactUnreadable(reason)
