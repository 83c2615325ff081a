"""One person of the own copy of the directory."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.tables import STAFF
from services.notifier.domain.notice import Person


async def find_person(engine: AsyncEngine, staff_id: str) -> Person | None:
    """The person, active or not; None when nobody is listed under that id."""
    async with engine.connect() as connection:
        row = (
            await connection.execute(select(STAFF).where(STAFF.c.staff_id == staff_id))
        ).one_or_none()
    if row is None:
        return None
    return Person(
        staff_id=row.staff_id,
        name=row.name,
        unit_code=row.unit_code,
        email=row.email,
        transports=tuple(row.transports),
        language=row.language,
        active=row.active,
    )
