"""Looking up what became of a complaint."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.intake.adapters.tables import COMPLAINTS, TASK_STEPS, UNITS
from services.intake.adapters.unavailable import admitting_absence
from services.intake.domain.progress import Progress, State, Step, in_order

LONGEST_CHAIN = 5
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
                steps = await _steps_of(connection, number)
                progress = Progress(
                    number, complaint.received_at, complaint.title, complaint.wants_reply, steps
                )
                return await _with_masters(connection, progress)


async def _steps_of(connection: AsyncConnection, number: str) -> list[Step]:
    rows = await connection.execute(_STEPS.where(TASK_STEPS.c.complaint_number == number))
    return in_order([Step(State(kind), *rest) for kind, *rest in rows])


async def _with_masters(connection: AsyncConnection, progress: Progress) -> Progress:
    """Whoever was merged follows the master, and the master's own; a few at most, should they circle."""
    for _ in range(LONGEST_CHAIN):
        if (master := progress.master_number) is None:
            break
        theirs = await _steps_of(connection, master)
        if not theirs:
            break
        progress = progress.followed_by(theirs)
    return progress
