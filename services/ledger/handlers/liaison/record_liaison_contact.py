"""Recording that an official was in touch; two who record at once both count."""

from services.ledger.domain.liaison.assignment import Assignment, Contact, LiaisonAct, contact
from services.ledger.handlers.beside.acting import Act, find, write
from services.ledger.handlers.liaison.ports import LiaisonBook
from shared.clock import CHINA, Clock
from shared.events.liaison import LiaisonContacted


async def record_liaison_contact(
    book: LiaisonBook, clock: Clock, act: Act, had: Contact
) -> Assignment:
    """The entry as it is then.

    Publishes: LiaisonContacted.
    Raises: NoSuchEntry, EntryChanged, NotAllowed.
    """
    async with book.work() as work:
        assignment = await find(work, act, harmless={LiaisonAct.CONTACT})
        now = clock.now()
        after = contact(assignment, act.actor, had, now.astimezone(CHINA).date())
        await work.keep_contact(after, had, act.actor.staff_id)
        told = LiaisonContacted(
            assignment=after.number,
            unit_code=after.unit_code,
            staff_id=after.staff_id,
            contact_on=had.contact_on,
            mode=had.mode,
            next_on=after.next_on,
        )
        await write(work, act, LiaisonAct.CONTACT, after, [told], now, had.said)
    return after
