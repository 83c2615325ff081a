"""Puts the part of the ledger together that looks after rules, limits and calendars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import Route

from services.ledger.adapters.deadlines.history import PostgresDeadlineHistory
from services.ledger.adapters.deadlines.recomputing import PostgresOpenTasks, PostgresRecomputing
from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks, rulebook_work
from services.ledger.entrypoints.deadlines.api import DeadlineApi
from services.ledger.entrypoints.deadlines.changing import DeadlineDesk
from services.ledger.entrypoints.deadlines.keeper import DeadlineKeeper
from services.ledger.entrypoints.deadlines.pages import DeadlinePages
from services.ledger.entrypoints.desk import Desk
from services.ledger.handlers.deadlines.changes import Changes
from services.ledger.handlers.deadlines.recompute import Recompute
from services.ledger.settings import LedgerSettings


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What the service needs of it."""

    keeper: DeadlineKeeper
    routes: Sequence[Route]


def deadlines_of(
    settings: LedgerSettings,
    engine: AsyncEngine,
    desk: Desk,
    rulebooks: CachedRulebooks,
    wake: Callable[[], None],
) -> Deadlines:
    """Its loop and its pages; `wake` lets events go out."""
    recompute = Recompute(PostgresRecomputing(engine, rulebooks), desk.clock, wake)
    keeper = DeadlineKeeper(rulebooks, recompute, settings.deadline_look_seconds)
    stores = partial(rulebook_work, engine, settings.office_closes)
    changes = Changes(stores, PostgresOpenTasks(engine), keeper.wake)
    office = DeadlineDesk(desk, changes, PostgresDeadlineHistory(engine))
    return Deadlines(keeper, [*DeadlinePages(office).routes(), *DeadlineApi(office).routes()])
