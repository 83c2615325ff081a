"""The ledger's tables as ORM classes, mapped the way the manual shows."""

from sqlalchemy.orm import DeclarativeBase

from services.ledger.adapters.metadata import METADATA
from services.ledger.adapters.tables import OUTBOX, TASKS
from services.ledger.adapters.trail_tables import TRAIL


class Base(DeclarativeBase):
    """The ledger's own tables, so that columns and indexes are the same."""

    metadata = METADATA


class Task(Base):
    """A task."""

    __table__ = TASKS


class TrailEntry(Base):
    """An entry of the trail."""

    __table__ = TRAIL


class OutgoingEvent(Base):
    """A row of the outbox."""

    __table__ = OUTBOX


CLASSES = {"tasks": Task, "trail": TrailEntry, "outbox": OutgoingEvent}
