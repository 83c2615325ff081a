"""One contact at a time, and the note that it was given out."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import CONTACTS
from services.intake.adapters.unavailable import admitting_absence
from services.intake.handlers.ports import Sealed
from services.intake.handlers.reveal_contact import AskedBefore
from shared.database import transaction
from shared.events.envelope import Envelope
from shared.messaging.outbox import add_to_outbox


class PostgresSealedContacts:
    """The event's id is the question's: the outbox takes it once."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find(self, number: str) -> Sealed | None:
        """The sealed contact; None where none was left. Raises `StorageUnavailable`."""
        query = select(CONTACTS.c.key_id, CONTACTS.c.sealed).where(
            CONTACTS.c.complaint_number == number
        )
        with admitting_absence():
            async with self._engine.connect() as connection:
                row = (await connection.execute(query)).first()
        return Sealed(row.key_id, row.sealed) if row else None

    async def note(self, envelope: Envelope) -> None:
        """Write the event that says so. Raises `AskedBefore`, `StorageUnavailable`."""
        with admitting_absence():
            try:
                async with transaction(self._engine) as connection:
                    await add_to_outbox(connection, [envelope])
            except IntegrityError as error:
                raise AskedBefore(str(envelope.id)) from error
