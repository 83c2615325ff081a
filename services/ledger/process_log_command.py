"""`python -m services.ledger process-log`: the process log of a period as a file."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.process_log.log_reading import PostgresLogReadings
from services.ledger.domain.process_log.case import Case
from services.ledger.domain.scope import Scope
from services.ledger.domain.task import LEDGER
from services.ledger.entrypoints.process_log.routes import WRITERS, Asked
from services.ledger.handlers.process_log.export_log import ExportLog
from services.ledger.settings import LedgerSettings
from services.ledger.terminal import Bar, with_engine
from shared.language import Text
from shared.terminal import say, terminal_language

EVERYTHING = Scope(LEDGER, whole_city=True, unit_code=None)


def run_process_log(settings: LedgerSettings, arguments: argparse.Namespace) -> None:
    """Write the file, and say how many tasks are in it."""
    first, last = getattr(arguments, "from"), arguments.to
    if first and last and first > last:
        words = Text("--from 不能晚于 --to。", "--from cannot be after --to.")
        raise SystemExit(words.in_(terminal_language()))
    asked = Asked(**{"from": first}, to=last, cases="over" if arguments.over else "all")
    path: Path = arguments.output or Path(f"process-log.{arguments.format}")

    async def work(engine: AsyncEngine) -> None:
        readings = PostgresLogReadings(engine)
        export = ExportLog(readings, CachedDirectory(engine))
        async with readings.reading(asked.wanted(EVERYTHING)) as reading:
            bar = Bar(await reading.size())
            with path.open("wb") as file:
                async for part in WRITERS[arguments.format](_watched(export.cases(reading), bar)):
                    await asyncio.to_thread(file.write, part)
        say(Text(f"{path}：{bar.done} 件任务。", f"{path}: {bar.done} tasks."))

    with_engine(settings, work)


async def _watched(cases: AsyncIterator[Sequence[Case]], bar: Bar) -> AsyncIterator[Sequence[Case]]:
    async for part in cases:
        yield part
        bar(bar.done + len(part))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which period, which form, where to."""
    for name, words in (("--from", "first"), ("--to", "last")):
        help_ = f"the {words} day of registration, in China; without it there is no limit"
        parser.add_argument(name, type=date.fromisoformat, metavar="YYYY-MM-DD", help=help_)
    parser.add_argument("--format", choices=sorted(WRITERS), default="xes")
    parser.add_argument("--over", action="store_true", help="only tasks that have ended")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="process-log.<format> if not given"
    )
