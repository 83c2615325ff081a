"""Puts the loops together that look after tasks in the background: part of the composition root."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.anchor_book import PostgresAnchorBook
from services.ledger.adapters.timers.timer_book import PostgresTimerBook
from services.ledger.adapters.trail_sealing import TrailSealer
from services.ledger.adapters.worklists.word_index import WordIndex
from services.ledger.beside import gap_keeper
from services.ledger.entrypoints.timers.timer_keeper import TimerKeeper
from services.ledger.entrypoints.trail_keeper import TrailKeeper
from services.ledger.entrypoints.worklists.word_keeper import WordKeeper
from services.ledger.handlers.anchor_trail import AnchorTrail
from services.ledger.handlers.deadlines.ports import Rulebooks
from services.ledger.handlers.timers.fire_timers import FireTimers
from services.ledger.settings import LedgerSettings
from shared.clock import Clock
from shared.looking import Looker


def make_loops(
    settings: LedgerSettings,
    engine: AsyncEngine,
    rulebooks: Rulebooks,
    wake: Callable[[], None],
    clock: Clock,
) -> list[Looker]:
    """The trail, timers, missed contacts, words of new tasks; `wake` is told when events were committed."""
    anchor = AnchorTrail(PostgresAnchorBook(engine), clock)
    return [
        TrailKeeper(TrailSealer(engine), anchor, wake, settings.trail_look_seconds),
        _timers(settings, engine, rulebooks, wake, clock),
        gap_keeper(engine, wake, clock, settings.timer_look_seconds),
        WordKeeper(WordIndex(engine).some, settings.words_look_seconds),
    ]


def _timers(
    settings: LedgerSettings,
    engine: AsyncEngine,
    rulebooks: Rulebooks,
    wake: Callable[[], None],
    clock: Clock,
) -> TimerKeeper:
    book = PostgresTimerBook(engine, clock)
    fire = FireTimers(book, rulebooks.current, settings.thresholds, clock)
    return TimerKeeper(fire, clock, wake, settings.timer_look_seconds)
