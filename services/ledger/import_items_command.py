"""`python -m services.ledger import-items FILE`: a catalogue of service items comes in."""

import argparse
import secrets
import sys
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.directory import CachedDirectory
from services.ledger.adapters.service_items.catalogue_file import Catalogue
from services.ledger.adapters.service_items.item_queries import PostgresItemQueries
from services.ledger.adapters.service_items.item_work import PostgresItems
from services.ledger.handlers.service_items.import_items import Imported, ImportItems
from services.ledger.handlers.service_items.publish_imported import PublishImported
from services.ledger.handlers.service_items.publish_snapshot import PublishSnapshot
from services.ledger.settings import LedgerSettings
from services.ledger.terminal import Bar, with_engine
from shared.clock import SystemClock
from shared.language import Text
from shared.sheets.sheet import UnreadableFileError
from shared.terminal import say, terminal_language

SOME_REJECTED = 3
"""Exit code when some lines were not taken."""


def run_import_items(settings: LedgerSettings, arguments: argparse.Namespace) -> None:
    """Import, say which lines were not taken and why; exit code 3 when there are such."""
    path: Path = arguments.file
    try:
        catalogue = Catalogue(path)
    except UnreadableFileError as error:
        raise SystemExit(f"{path}: {error.text.in_(terminal_language())}") from None
    except OSError as error:
        raise SystemExit(f"{path}: {error.strerror}") from None
    units = dict(_pair(each) for each in arguments.unit or ())
    results: list[Imported] = []

    async def work(engine: AsyncEngine) -> None:
        organisation = await CachedDirectory(engine).current()
        unknown = [code for code in units.values() if code not in organisation.unit_by_code]
        if unknown:
            words = Text("没有单位：{codes}", "There are no units {codes}")
            raise SystemExit(words.format(codes=", ".join(unknown)).in_(terminal_language()))
        store = PostgresItems(engine, lambda: None)
        take = ImportItems(store, organisation, units, SystemClock(), lambda: secrets.token_hex(5))
        results.append(await take(catalogue.entries(), Bar(catalogue.length)))

    with_engine(settings, work)
    _tell(path, results[0])
    if arguments.publish:
        with_engine(settings, _publish)
    if results[0].rejected:
        sys.exit(SOME_REJECTED)


async def _publish(engine: AsyncEngine) -> None:
    """Publish what came in, and say what kept the rest from it."""
    publish = PublishSnapshot(PostgresItems(engine, lambda: None), SystemClock())
    done = await PublishImported(PostgresItemQueries(engine), publish)()
    for code, faults in done.faulty.items():
        say(
            Text(
                f"{code}: {' '.join(fault.zh for fault in faults)}",
                f"{code}: {' '.join(fault.en for fault in faults)}",
            )
        )
    say(
        Text("已发布 {count} 项。", "{count} guides published.").format(count=done.count),
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and which office is which unit."""
    parser.add_argument("file", type=Path, help="CSV, TSV or XLSX; Chinese headers are recognised")
    parser.add_argument(
        "--unit",
        action="append",
        metavar="OFFICE=UNIT",
        help="an office of the catalogue and the code of the unit it is here; may be repeated",
    )
    parser.add_argument(
        "--publish",
        action="store_true",
        help="publish the guides that came in and have no faults: later ones are compared with them",
    )


def _pair(given: str) -> tuple[str, str]:
    office, _, code = given.rpartition("=")
    return office, code


def _tell(path: Path, done: Imported) -> None:
    for each in done.rejected:
        say(Text(f"{path}:{each.line}: {each.why.zh}", f"{path}:{each.line}: {each.why.en}"))
    say(
        Text(
            "事项：新增 {new}，有变化 {changed}，没有变化 {same}，未收下 {rejected} 行。",
            "Items: {new} new, {changed} changed, {same} as they were, {rejected} lines not taken.",
        ).format(new=done.new, changed=done.changed, same=done.same, rejected=len(done.rejected))
    )
    if done.without_unit:
        first = sorted(done.without_unit)[:8]
        offices = Text("、".join(first), ", ".join(first))
        say(
            Text(
                "有 {count} 项的部门还不是这里的单位，例如：{offices}。用 --unit 部门=单位编码 指明，"
                "或由派单员在页面上补。",
                "{count} items are of offices that are no units here, such as {offices}. Say"
                " --unit OFFICE=UNIT, or a dispatcher chooses the unit on the item's page.",
            ).format(count=sum(done.without_unit.values()), offices=offices)
        )
