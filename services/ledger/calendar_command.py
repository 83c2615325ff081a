"""`load-calendar`: a notice, office hours or closures become the next version; open tasks follow."""

import argparse
import getpass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.deadlines.recomputing import PostgresOpenTasks, PostgresRecomputing
from services.ledger.adapters.deadlines.rulebooks import CachedRulebooks, rulebook_work
from services.ledger.domain.deadlines.calendar_document import Amendment, announced_since
from services.ledger.domain.deadlines.calendar_file import FaultyCalendar, read_amendment
from services.ledger.handlers.deadlines.change_rulebook import Change, Changed, change_rulebook
from services.ledger.handlers.deadlines.changes import Changes
from services.ledger.handlers.deadlines.ports import By
from services.ledger.handlers.deadlines.recompute import Preview, Recompute, Recomputed
from services.ledger.settings import LedgerSettings
from services.ledger.terminal import with_engine
from shared.clock import SystemClock
from shared.language import Text
from shared.terminal import say, terminal_language


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A file, or the years that came with the software."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", type=Path, nargs="?", help="TOML; its form is in the README")
    source.add_argument(
        "--shipped", action="store_true", help="years whose notice came with this version"
    )
    parser.add_argument(
        "--preview", action="store_true", help="only say how many open tasks would move"
    )


def run_load_calendar(settings: LedgerSettings, arguments: argparse.Namespace) -> None:
    """Load it and recompute, or say everything that is wrong with it and exit with 1."""
    amendment = None if arguments.shipped else _read(arguments.file)

    async def load(engine: AsyncEngine) -> None:
        async with rulebook_work(engine, settings.office_closes) as store:
            change = Change(amendment=amendment or announced_since(await store.document()))
        if arguments.preview:
            say(await _proposed(settings, engine, change))
        else:
            done, recomputed = await change_and_recompute(settings, engine, change)
            say(_summary(done, recomputed))

    with_engine(settings, load)


async def change_and_recompute(
    settings: LedgerSettings, engine: AsyncEngine, change: Change
) -> tuple[Changed, Recomputed]:
    """Make the change and carry it to the open tasks; the service lets the events go out."""
    clock = SystemClock()
    async with rulebook_work(engine, settings.office_closes) as store:
        done = await change_rulebook(store, change, By(getpass.getuser(), clock.now()))
    books = CachedRulebooks(engine, settings.office_closes)
    recompute = Recompute(PostgresRecomputing(engine, books), clock, lambda: None)
    return done, await recompute()


def _read(path: Path) -> Amendment:
    try:
        return read_amendment(path.read_text("utf-8"))
    except FaultyCalendar as error:
        lines = [
            f"{path}: {fault.path}: {Text(fault.zh, fault.en).in_(terminal_language())}"
            for fault in error.faults
        ]
        raise SystemExit("\n".join(lines)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path}: {error}") from None


async def _proposed(settings: LedgerSettings, engine: AsyncEngine, change: Change) -> Text:
    changes = Changes(
        lambda: rulebook_work(engine, settings.office_closes),
        PostgresOpenTasks(engine),
        lambda: None,
    )
    found: Preview = (await changes.propose(change)).preview
    return Text(
        "{moving} 件在办任务的期限会移动（共 {open} 件）。什么都没有改动。",
        "{moving} open tasks would move (of {open}). Nothing was changed.",
    ).format(moving=found.moving, open=found.open)


def _summary(done: Changed, recomputed: Recomputed) -> Text:
    if not done.anything:
        return Text("和现在的日历一样，没有变化。", "It is the calendar there is; nothing changed.")
    return Text(
        "工作日历 {version}：在办任务看了 {looked} 件，期限移动 {moved} 件。",
        "Working calendar {version}: {looked} open tasks looked at, {moved} moved.",
    ).format(
        version=done.rulebook.calendar.version,
        looked=recomputed.looked_at,
        moved=recomputed.moved,
    )
