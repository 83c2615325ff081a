"""Handing over the open tasks of who has left: some tasks a transaction, each exactly once."""

from collections.abc import Sequence

from services.ledger.domain.administration.handover import hand_over, heir
from services.ledger.domain.guards import Refused
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.routing import Turns
from services.ledger.domain.task import LEDGER, Action, Actor
from services.ledger.domain.trail import Doing, entry
from services.ledger.handlers.administration.ports import Departure, Handed, HandoverBook
from services.ledger.handlers.ports import Directory, Subject
from shared.clock import Clock
from shared.events.envelope import wrap
from shared.events.handover import TaskHandedOver
from shared.logs import get_logger

log = get_logger(__name__)

AT_ONCE = 200
"""Tasks in one transaction: their rows are locked for a fraction of a second."""


class HandOver:
    """Publishes TaskHandedOver for each task.

    Repeatable: a task that changed hands is no longer the leaver's, so that whoever goes on after an
    interruption finds only those that are left. What nobody can take over is left and logged.
    """

    def __init__(
        self,
        book: HandoverBook,
        directory: Directory,
        turns: Turns,
        clock: Clock,
        at_once: int = AT_ONCE,
    ) -> None:
        self._book, self._directory, self._turns = book, directory, turns
        self._clock, self._at_once = clock, at_once

    async def __call__(self, departure: Departure) -> int:
        """Hand over everything. Returns how many tasks that were."""
        handed, last = 0, ""
        while True:
            organisation = await self._directory.current()
            async with self._book.work() as work:
                subjects = await work.take(departure.staff_id, last, self._at_once)
                if not subjects:
                    return handed
                some = self._handed(subjects, departure, organisation)
                await work.write(departure.staff_id, some)
            handed, last = handed + len(some), subjects[-1].task.number

    async def resume(self) -> int:
        """Go on with every handover that is not finished. Returns how many tasks changed hands."""
        return sum([await self(each) for each in await self._book.unfinished()])

    def _handed(
        self, subjects: Sequence[Subject], departure: Departure, organisation: Organisation
    ) -> list[Handed]:
        each = [self._one(subject, departure, organisation) for subject in subjects]
        handed = [one for one in each if one is not None]
        if len(handed) < len(each):
            left = len(each) - len(handed)
            log.warning("not_handed_over", staff_id=departure.staff_id, tasks=left)
        return handed

    def _one(
        self, subject: Subject, departure: Departure, organisation: Organisation
    ) -> Handed | None:
        before, now = subject.task, self._clock.now()
        owner = heir(
            before.unit_code,
            departure.successor_id,
            organisation,
            self._turns,
            before.recused,
        )
        try:
            after = hand_over(before, Actor(LEDGER), owner)
        except Refused:  # nobody in the unit could take it over
            return None
        event = TaskHandedOver(
            task_number=after.number,
            complaint_number=subject.complaint_number,
            unit_code=after.unit_code,
            handed_at=now,
            from_owner_id=departure.staff_id,
            owner_id=owner,
            due_at=after.due_at,
            title=subject.title,
        )
        doing = Doing(departure.ordered_by, "handover", now)
        return Handed(
            after,
            entry(Action.HAND_OVER, before, after, doing, {"note": departure.note}),
            wrap(event, source="ledger", time=now, version=after.version),
        )
