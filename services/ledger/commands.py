"""Commands of the ledger beside `serve` and `migrate`: loading, passwords, verifying the trail."""

import argparse
import getpass
import sys
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger import import_items_command
from services.ledger.adapters.credentials.credential_book import PostgresCredentials
from services.ledger.adapters.organisation_file import FaultyFile, read_organisation
from services.ledger.adapters.organisation_work import organisation_work
from services.ledger.adapters.passwords import Argon2Passwords
from services.ledger.adapters.sessions.session_book import PostgresSessions
from services.ledger.calendar_command import (
    add_arguments as calendar_arguments,
)
from services.ledger.calendar_command import change_and_recompute, run_load_calendar
from services.ledger.domain.credentials.password import weakness_of
from services.ledger.entrypoints.credentials.words import WEAK
from services.ledger.handlers.credentials.ports import NewPassword
from services.ledger.handlers.deadlines.change_rulebook import Changed
from services.ledger.handlers.deadlines.recompute import Recomputed
from services.ledger.handlers.load_organisation import Loaded, load_organisation
from services.ledger.import_items_command import run_import_items
from services.ledger.load_preview import preview_load
from services.ledger.process_log_command import add_arguments as log_arguments
from services.ledger.process_log_command import run_process_log
from services.ledger.settings import LedgerSettings
from services.ledger.terminal import with_engine
from services.ledger.trail_command import add_arguments, run_trail_verify
from shared.clock import SystemClock
from shared.command_line import Command
from shared.language import Text
from shared.terminal import say, terminal_language
from shared.web.signing import LIFETIME

OPERATOR = "operator"
"""Who acts on the command line."""


def run_load(settings: LedgerSettings, arguments: argparse.Namespace) -> None:
    """Load the file named, or say everything that is wrong with it and exit with 1."""
    path: Path = arguments.file
    try:
        listed = read_organisation(path)
    except FaultyFile as error:
        lines = [
            f"{path}:{fault.line}: {fault.path}: {fault.words.in_(terminal_language())}"
            for fault in error.faults
        ]
        raise SystemExit("\n".join(lines)) from None
    except OSError as error:
        raise SystemExit(f"{path}: {error.strerror}") from None

    if arguments.dry_run:
        preview_load(settings, listed.organisation)
        return
    demo_passwords = {} if arguments.without_demo_passwords else listed.demo_passwords

    async def load(engine: AsyncEngine) -> None:
        async with organisation_work(engine) as store:
            done = await load_organisation(
                store,
                Argon2Passwords(),
                listed.organisation,
                demo_passwords,
                SystemClock().now(),
            )
        say(_summary(done))
        if listed.deadlines is not None:
            changed, moved = await change_and_recompute(settings, engine, listed.deadlines)
            say(_of_deadlines(changed, moved))

    with_engine(settings, load)


def _summary(done: Loaded) -> Text:
    return Text(
        "组织机构第 {version} 版：有变化 {changed} 项，新设演示密码 {passwords} 个。",
        "Organisation, version {version}: {changed} entries changed, {passwords} demo passwords set.",
    ).format(version=done.version, changed=done.changed, passwords=done.passwords_set)


def _of_deadlines(done: Changed, recomputed: Recomputed) -> Text:
    if not done.anything:
        return Text("期限规则没有变化。", "Deadline rules: no change.")
    return Text(
        "期限规则已更新，在办任务的期限移动 {moved} 件。",
        "Deadline rules changed; {moved} open tasks moved.",
    ).format(moved=recomputed.moved)


def run_set_password(settings: LedgerSettings, arguments: argparse.Namespace) -> None:
    """Ask for a password, or read it from standard input when that is no terminal, and keep it."""
    staff_id: str = arguments.staff
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if weakness := weakness_of(password, staff_id):
        raise SystemExit(WEAK[weakness].in_(terminal_language()))

    async def keep(engine: AsyncEngine) -> None:
        digest, now = await Argon2Passwords().hash(password), SystemClock().now()
        given = NewPassword(staff_id, digest, OPERATOR, now, OPERATOR)
        if not await PostgresCredentials(engine).set_password(given):
            unknown = Text(f"没有人员“{staff_id}”。", f"There is no member of staff {staff_id!r}.")
            raise SystemExit(unknown.in_(terminal_language()))
        say(Text("密码已更新。", "The password is set."))

    with_engine(settings, keep)


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="YAML; its form is in services/ledger/README.md")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )
    parser.add_argument(
        "--without-demo-passwords",
        action="store_true",
        help="leave out demo_password: whoever may sign in is given a password with set-password",
    )


def _staff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("staff", help="staff id, such as zhang-wei")


def run_end_sessions(settings: LedgerSettings, arguments: argparse.Namespace) -> None:
    """Sign somebody out everywhere: here at once, in other services when their token runs out."""
    staff_id: str = arguments.staff

    async def end(engine: AsyncEngine) -> None:
        ended = await PostgresSessions(engine).end(staff_id, OPERATOR, SystemClock().now())
        minutes = int(LIFETIME.total_seconds() // 60)
        say(
            Text(
                f"已退出 {ended} 处登录；其他服务最迟 {minutes} 分钟后退出。",
                f"{ended} sessions ended; other services follow within {minutes} minutes.",
            )
        )

    with_engine(settings, end)


COMMANDS = [
    Command("load", "load units, staff, categories, districts and routing rules", run_load, _file),
    Command(
        "load-calendar",
        "load a holiday notice, office hours or closures; open tasks are recomputed",
        run_load_calendar,
        calendar_arguments,
    ),
    Command("set-password", "set somebody's password, read from stdin", run_set_password, _staff),
    Command("end-sessions", "sign somebody out everywhere", run_end_sessions, _staff),
    Command(
        "import-items",
        "bring in a catalogue of service items; exit code 3 when some lines were not taken",
        run_import_items,
        import_items_command.add_arguments,
    ),
    Command(
        "process-log",
        "write the process log of a period as XES or CSV",
        run_process_log,
        log_arguments,
    ),
    Command(
        "trail-verify",
        "check every chain and every anchor of the trail; exit code 1 when one is broken",
        run_trail_verify,
        add_arguments,
    ),
]
