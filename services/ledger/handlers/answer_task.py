"""Answering on the spot 直接答复: nobody needs to be sent."""

from datetime import datetime

from services.ledger.domain.task import Action, Task, answer
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskAnswered


async def answer_task(ledger: Ledger, clock: Clock, act: Act, public_reply: str) -> Task:
    """The task as it is then.

    Publishes: TaskAnswered.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = answer(subject.task, act.actor, public_reply, now)
        told = TaskAnswered(
            **about(subject, after.unit_code), answered_at=now, public_reply=public_reply
        )
        return Done(after, [told], {"public_reply": public_reply})

    return await carry_out(ledger, clock, act, Action.ANSWER, decide)
