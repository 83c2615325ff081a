"""Looking up what became of a complaint."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import COMPLAINTS, TASK_STEPS, UNITS
from services.intake.adapters.unavailable import admitting_absence
from services.intake.domain.progress import Progress, State, Step, in_order

_COMPLAINT = select(COMPLAINTS.c.received_at, COMPLAINTS.c.title, COMPLAINTS.c.wants_reply)
_STEPS = select(
    TASK_STEPS.c.kind,
    TASK_STEPS.c.at,
    TASK_STEPS.c.version,
    TASK_STEPS.c.unit_code,
    UNITS.c.name_zh,
    UNITS.c.name_en,
    TASK_STEPS.c.due_at,
    TASK_STEPS.c.due_basis_zh,
    TASK_STEPS.c.due_basis_en,
    TASK_STEPS.c.reply,
    TASK_STEPS.c.result,
).select_from(TASK_STEPS.outerjoin(UNITS, UNITS.c.code == TASK_STEPS.c.unit_code))


class PostgresProgressBook:
    """Reads from intake's own copy only; ledger need not be there."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find(self, number: str) -> Progress | None:
        """The story so far; None for a number nobody was given. Raises `StorageUnavailable`."""
        with admitting_absence():
            async with self._engine.connect() as connection:
                complaint = (
                    await connection.execute(_COMPLAINT.where(COMPLAINTS.c.number == number))
                ).one_or_none()
                if complaint is None:
                    return None
                rows = (
                    await connection.execute(_STEPS.where(TASK_STEPS.c.complaint_number == number))
                ).all()
        steps = [Step(State(kind), *rest) for kind, *rest in rows]
        return Progress(
            number, complaint.received_at, complaint.title, complaint.wants_reply, in_order(steps)
        )
