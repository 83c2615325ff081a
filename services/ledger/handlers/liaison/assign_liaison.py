"""Assigning an official to an enterprise, a chamber, a village or a school."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from services.ledger.domain.beside.refusing import Guard, insist
from services.ledger.domain.liaison.assignment import Assignment, PartnerKind, assign
from services.ledger.handlers.beside.acting import Act, enter
from services.ledger.handlers.liaison.ports import LiaisonBook
from shared.clock import CHINA, Clock
from shared.events.liaison import LiaisonAssigned


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigning:
    """What is said of it. `since` None: today."""

    staff_id: str
    backup_id: str | None = None
    kind: PartnerKind
    partner: str
    every_days: int
    since: date | None = None


async def assign_liaison(book: LiaisonBook, clock: Clock, act: Act, said: Assigning) -> Assignment:
    """The new entry; its unit is the official's.

    Publishes: LiaisonAssigned.
    Raises: NotAllowed.
    """
    people = [
        act.organisation.staff_by_id.get(each or "") for each in (said.staff_id, said.backup_id)
    ]
    official, backup = people
    insist(Guard.PERSON_IS_KNOWN, official is not None and official.active)
    insist(Guard.PERSON_IS_KNOWN, said.backup_id is None or (backup is not None and backup.active))
    async with book.work() as work:
        now = clock.now()
        since = said.since or now.astimezone(CHINA).date()
        values = {**asdict(said), "since": since}
        assignment = Assignment(
            number=await work.new_number(),
            unit_code=official.unit_code if official else None,
            entered_by=act.actor.staff_id,
            entered_at=now,
            next_on=since + timedelta(days=said.every_days),
            **values,
        )
        told = LiaisonAssigned(
            assignment=assignment.number,
            unit_code=assignment.unit_code,
            staff_id=said.staff_id,
            kind=said.kind,
            every_days=said.every_days,
            since=since,
        )
        await enter(work, act, assign(assignment, act.actor), [told], now)
    return assignment
