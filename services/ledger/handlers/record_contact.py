"""Recording a contact 联系诉求人: somebody spoke with the person, or tried."""

from datetime import datetime

from services.ledger.domain.task import Action, Spoken, Task, contact
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.task_acts import TaskContacted


async def record_contact(ledger: Ledger, clock: Clock, act: Act, spoken: Spoken) -> Task:
    """The task as it is then.

    Publishes: TaskContacted.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """

    def decide(subject: Subject, now: datetime) -> Done:
        after = contact(subject.task, act.actor, spoken, now, subject.rulebook.limits)
        told = TaskContacted(
            **about(subject, after.unit_code),
            contacted_at=now,
            means=spoken.means,
            reached=spoken.reached,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.CONTACT, decide)
