"""One transaction on the organisation: the stored organisation and the outbox beside it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.administration.change_log import add_to_log
from services.ledger.adapters.organisation_store import StoredOrganisation
from services.ledger.domain.administration.changes import Change
from shared.database import transaction
from shared.events.envelope import Envelope
from shared.messaging.outbox import add_to_outbox


class OrganisationWork(StoredOrganisation):
    """What changing an organisation needs of the database."""

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Write events into the same transaction, in order."""
        await add_to_outbox(self._connection, envelopes)

    async def log(
        self,
        changes: Sequence[Change],
        version: int,
        at: datetime,
        actor: str,
        through: str,
        note: str = "",
    ) -> None:
        """Add to the log of changes, in order; nothing for none."""
        await add_to_log(self._connection, changes, (version, at, actor, through, note))


@asynccontextmanager
async def organisation_work(engine: AsyncEngine) -> AsyncIterator[OrganisationWork]:
    """A transaction: committed when the block ends, undone when it raises."""
    async with transaction(engine) as connection:
        yield OrganisationWork(connection)
