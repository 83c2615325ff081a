"""The categories of intake's own copy, kept in memory and looked up again when they may be old."""

import asyncio
import time
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.intake.adapters.tables import CATEGORIES
from services.intake.adapters.unavailable import admitting_absence
from services.intake.handlers.ports import Category, StorageUnavailable, UnknownCategory

STALE_SECONDS = 5.0
"""A category listed now is offered after this."""
UNKNOWN_SECONDS = 0.5
"""How old the copy may be when something is said to be unknown."""
GROWING_SECONDS = 2.0
"""For this long after categories were added, one that is missing may be on its way."""
PAUSE_SECONDS = 0.2


class CategoryDirectory:
    """By code and by name in either language, upper and lower case alike."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._known: dict[str, str] = {}
        self._offered: list[Category] = []
        self._loaded_at = self._grew_at = float("-inf")
        self._lock = asyncio.Lock()

    async def code_of(self, given: str) -> str:
        """The code for a code or a name in either language. Raises `UnknownCategory`.

        While ledger has listed none, anything that could be a code is taken as one.
        """
        wanted = given.strip().casefold()
        await self._refresh(STALE_SECONDS)
        if wanted not in self._known:
            await self._refresh(UNKNOWN_SECONDS)
        while wanted not in self._known and time.monotonic() - self._grew_at < GROWING_SECONDS:
            await asyncio.sleep(PAUSE_SECONDS)
            await self._refresh(PAUSE_SECONDS)
        if wanted in self._known:
            return self._known[wanted]
        if not self._known and _could_be_code(wanted):
            return wanted
        raise UnknownCategory(given)

    async def offered(self) -> Sequence[Category]:
        """Those in use, parents before their children, by code."""
        await self._refresh(STALE_SECONDS)
        return self._offered

    async def _refresh(self, seconds: float) -> None:
        if time.monotonic() - self._loaded_at < seconds:
            return
        async with self._lock:
            if time.monotonic() - self._loaded_at < seconds:
                return
            try:
                await self._load()
            except StorageUnavailable:
                if not self._known:
                    raise
                # An old copy is better than none: what cannot be kept is refused elsewhere.

    async def _load(self) -> None:
        with admitting_absence():
            async with self._engine.connect() as connection:
                rows = await connection.execute(_ALL)
        everything = [Category(*row) for row in rows]
        known_before = len(self._known)
        self._known = {
            name.casefold(): category.code
            for category in reversed(everything)  # of equal names, the first code's wins
            for name in (category.name_en, category.name_zh)
        } | {category.code: category.code for category in everything}
        self._offered = _family_order([category for category in everything if category.active])
        self._loaded_at = time.monotonic()
        if len(self._known) > known_before > 0:
            self._grew_at = self._loaded_at


_ALL = select(
    CATEGORIES.c.code,
    CATEGORIES.c.name_zh,
    CATEGORIES.c.name_en,
    CATEGORIES.c.parent_code,
    CATEGORIES.c.active,
).order_by(CATEGORIES.c.active.desc(), CATEGORIES.c.code)


def _family_order(categories: Sequence[Category]) -> list[Category]:
    codes = {category.code for category in categories}
    children: dict[str | None, list[Category]] = {}
    for category in categories:
        parent = category.parent_code if category.parent_code in codes else None
        children.setdefault(parent, []).append(category)
    ordered: list[Category] = []
    waiting = children.pop(None, [])[::-1]
    while waiting:
        category = waiting.pop()
        ordered.append(category)
        waiting += children.pop(category.code, [])[::-1]
    return ordered


def _could_be_code(text: str) -> bool:
    return (
        len(text) <= 64
        and text.isascii()
        and text[:1].isalnum()
        and all(each.isalnum() or each in "_-" for each in text)
    )
