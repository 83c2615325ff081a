"""The commands every service has: `python -m services.<name> serve | migrate`, and its own."""

import argparse
import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from starlette.applications import Starlette

from shared.database import make_engine
from shared.migrating import migrate
from shared.running import prepare, serve
from shared.settings import Settings

S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)  # no slots: Python 3.11 cannot parametrise a frozen generic that has them
class Command(Generic[S]):
    """A command of one service beside `serve` and `migrate`."""

    name: str
    help: str
    run: Callable[[S, argparse.Namespace], None]
    add_arguments: Callable[[argparse.ArgumentParser], None] = lambda _: None


def main(
    service: str,
    settings_class: type[S],
    make_app: Callable[[S], Starlette],
    migrations: Path,
    commands: Sequence[Command[S]] = (),
) -> None:
    """Parse the command line and do it. Exits with a message when a setting is missing."""

    def run_serve(settings: S, _: argparse.Namespace) -> None:
        serve(make_app(settings), settings)

    def run_migrate(settings: S, _: argparse.Namespace) -> None:
        asyncio.run(_migrate(settings, migrations))

    parser = argparse.ArgumentParser(prog=f"python -m services.{service}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (
        Command("serve", "serve until stopped", run_serve),
        Command("migrate", "bring the database up to date", run_migrate),
        *commands,
    ):
        subparser = subparsers.add_parser(command.name, help=command.help)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    arguments = parser.parse_args()
    settings = settings_class.load()
    prepare(service, settings)
    arguments.run(settings, arguments)


async def _migrate(settings: Settings, migrations: Path) -> None:
    engine = make_engine(settings.database_url.get_secret_value(), pool_size=2)
    try:
        await migrate(engine, migrations)
    finally:
        await engine.dispose()
