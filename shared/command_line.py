"""The commands every service has: `python -m services.<name> serve | migrate`, and its own.

The parts of a service are imported when a command needs them. A migration needs none, and loading a whole
service takes a processor a second or two: that is most of what a migration of an up-to-date database costs.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Generic, TypeVar

from shared.database import make_engine
from shared.logs import configure_logging
from shared.migrating import migrate
from shared.settings import Settings
from shared.telemetry import configure_tracing

S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)  # no slots: Python 3.11 cannot parametrise a frozen generic that has them
class Command(Generic[S]):
    """A command of one service beside `serve` and `migrate`."""

    name: str
    help: str
    run: Callable[[S, argparse.Namespace], None]
    add_arguments: Callable[[argparse.ArgumentParser], None] = lambda _: None


def main(package: str, settings_class: type[Settings]) -> None:
    """Parse the command line and do it. Exits with a message when a setting is missing.

    `package` holds `app.make_app`, the folder `migrations` and, where it has commands of its own,
    `commands.COMMANDS`.
    """
    arguments = _parser(package).parse_args()
    settings = settings_class.load()
    prepare(package.rpartition(".")[2], settings)
    arguments.run(settings, arguments)


def prepare(service: str, settings: Settings) -> None:
    """Logs and, where the environment asks for it, tracing."""
    configure_logging(service, log_format=settings.log_format, level=settings.log_level)
    configure_tracing(service)


def _parser(package: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {package}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _commands(package, wanted=sys.argv[1] if len(sys.argv) > 1 else ""):
        subparser = subparsers.add_parser(command.name, help=command.help)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def _commands(package: str, wanted: str) -> Sequence[Command[Any]]:
    """Those every service has, and its own unless one of the former is wanted."""

    def run_serve(settings: Settings, _: argparse.Namespace) -> None:
        app = import_module(f"{package}.app").make_app(settings)
        import_module("shared.running").serve(app, settings)

    def run_migrate(settings: Settings, _: argparse.Namespace) -> None:
        asyncio.run(_migrate(settings, _folder_of(package) / "migrations"))

    def run_parked(settings: Settings, arguments: argparse.Namespace) -> None:
        app = import_module(f"{package}.app").make_app(settings)
        import_module("shared.parked_command").run_parked(app, arguments)

    common = (
        Command("serve", "serve until stopped", run_serve),
        Command("migrate", "bring the database up to date", run_migrate),
        Command("parked", "messages put aside; --retry handles them again", run_parked, _which),
    )
    own = f"{package}.commands"
    if wanted in {command.name for command in common} or find_spec(own) is None:
        return common
    return (*common, *import_module(own).COMMANDS)


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--retry", action="store_true", help="handle them again, oldest first")
    parser.add_argument("id", nargs="*", help="only these messages; all of them otherwise")


def _folder_of(package: str) -> Path:
    return Path(next(iter(import_module(package).__path__)))


async def _migrate(settings: Settings, migrations: Path) -> None:
    engine = make_engine(settings.database_url.get_secret_value(), pool_size=2)
    try:
        await migrate(engine, migrations)
    finally:
        await engine.dispose()
