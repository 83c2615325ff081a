"""Keeping somebody out of a task 回避, and finding another owner where it was theirs."""

from dataclasses import dataclass
from datetime import datetime

from services.ledger.domain.guards import Guard, demand
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.task import Action, Task, recuse
from services.ledger.handlers.acting import Act, Done, about, carry_out
from services.ledger.handlers.assigning import Assigner, check_owner
from services.ledger.handlers.ports import Ledger, Subject
from shared.clock import Clock
from shared.events.authorisation import TaskRecused


@dataclass(frozen=True, slots=True)
class Recusal:
    """Who keeps out, and who takes over where it is theirs; without a name, the unit's next in turn."""

    staff_id: str
    owner_id: str | None = None


async def recuse_task(
    ledger: Ledger, clock: Clock, act: Act, given: Recusal, assigner: Assigner
) -> Task:
    """The task as it is then; the act's note is the reason.

    Publishes: TaskRecused.
    Raises: NoSuchTask, ChangedMeanwhile, Refused.
    """
    organisation = await assigner.directory.current()

    def decide(subject: Subject, now: datetime) -> Done:
        task, by = subject.task, act.actor
        demand(Guard.STAFF_IS_KNOWN, given.staff_id in organisation.staff_by_id)
        owner_id = _successor(task, given, organisation, assigner)
        after = recuse(task, by, given.staff_id, act.note, owner_id)
        told = TaskRecused(
            **about(subject, after.unit_code),
            recused_at=now,
            staff_id=given.staff_id,
            recused_by=by.staff_id,
            owner_id=after.owner_id,
            owner_changed=after.owner_id != task.owner_id,
        )
        return Done(after, [told])

    return await carry_out(ledger, clock, act, Action.RECUSE, decide)


def _successor(
    task: Task, given: Recusal, organisation: Organisation, assigner: Assigner
) -> str | None:
    """Whoever takes over; None where nobody needs to, or nobody can."""
    if task.unit_code is None or given.staff_id != task.owner_id:
        return None
    if given.owner_id:
        check_owner(organisation, task.unit_code, given.owner_id)
        return given.owner_id
    besides = frozenset({*task.recused, given.staff_id})
    return assigner.next_owner(organisation, task.unit_code, besides)
