"""Revealing a contact 查看联系方式: written into the trail first, then asked of intake, shown once."""

from datetime import datetime

from services.ledger.domain.task import Action, Purpose, reveal
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.contacts.ports import Asked, ContactQuestions, Contacts
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.authorisation import ContactRequested
from shared.identifiers import new_id
from shared.revealing.answer import Revealed


class RevealContact:
    """The trail is committed before anybody is asked: whoever has seen a contact is in it."""

    def __init__(
        self, ledger: Ledger, clock: Clock, contacts: Contacts, questions: ContactQuestions
    ) -> None:
        self._ledger, self._clock = ledger, clock
        self._contacts, self._questions = contacts, questions

    async def __call__(self, act: Act, purpose: Purpose) -> Revealed:
        """How to reach the person.

        Publishes: ContactRequested.
        Raises: NoSuchTask, ChangedMeanwhile, Refused, TooManyContacts, IntakeAway, ContactUnreadable.
        """
        by, question_id = act.actor, new_id()
        now = self._clock.now()
        await self._questions.count(question_id, by.staff_id, act.task_number, now)
        try:
            await self._write_down(act, purpose)
            asked = Asked(question_id, act.task_number, by.staff_id, by.unit_code, purpose)
            return await self._contacts.ask(asked)
        except Exception:
            await self._questions.forget(question_id)
            raise

    async def _write_down(self, act: Act, purpose: Purpose) -> None:
        def decide(subject: Subject, now: datetime) -> Done:
            after = reveal(subject.task, act.actor)
            told = ContactRequested(
                **about(subject, after.unit_code),
                asked_at=now,
                asked_by=act.actor.staff_id,
                purpose=purpose,
            )
            return Done(after, [told], {"purpose": purpose.value})

        await carry_out(self._ledger, self._clock, act, Action.REVEAL, decide)
