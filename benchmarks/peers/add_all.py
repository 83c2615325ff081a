"""Rows as objects of a session, added together and committed together."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from benchmarks.peers.orm import CLASSES, Base

Objects = list[Base]


def as_objects(batch: Sequence[tuple[str, list[str], list[tuple[Any, ...]]]]) -> Objects:
    """New objects for rows given as table, columns and records."""
    return [
        CLASSES[table](**dict(zip(columns, record, strict=True)))
        for table, columns, records in batch
        for record in records
    ]


async def add_all(engine: AsyncEngine, objects: Objects) -> None:
    """One session, one flush, one commit."""
    async with AsyncSession(engine, expire_on_commit=False) as session:
        session.add_all(objects)
        await session.commit()
