"""`jiangxin up`: everything started, told about, followed, and stopped again."""

import asyncio
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

from local import first_day
from local.demo import demo_accounts
from local.following import follow
from local.process import last_lines
from local.services import installed_services
from local.state import State, only_supervisor
from local.summary import print_summary
from local.supervisor import Supervisor
from local.words import CannotGoOn, say
from shared.cancelling import cancel
from shared.language import Text


@dataclass(frozen=True)
class Wishes:
    """What was asked for on the command line."""

    samples: bool = True
    without: tuple[str, ...] = ()

    @property
    def services(self) -> list[str]:
        """Those to start, in that order."""
        return [name for name in installed_services() if name not in self.without]

    @property
    def arguments(self) -> list[str]:
        """The same wishes as a command line."""
        left_out = [part for name in self.without for part in ("--without", name)]
        return [*left_out, *([] if self.samples else ["--no-samples"])]


async def run(state: State, wishes: Wishes) -> None:
    """Returns after SIGINT or SIGTERM, when everything has stopped.

    Raises:
        CannotGoOn: the state is in use, or something that all depends on cannot start.
    """
    with only_supervisor(state):
        supervisor = Supervisor(state, wishes.services, say)
        stop = _stop_when_asked(supervisor)
        working = asyncio.create_task(_start_and_follow(supervisor, state, wishes))
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait((working, asked), return_when=asyncio.FIRST_COMPLETED)
        try:
            if working.done():
                working.result()
        finally:
            await _wind_down(supervisor, state, working, asked)


async def _wind_down(
    supervisor: Supervisor, state: State, working: asyncio.Task[None], asked: asyncio.Task[bool]
) -> None:
    (state.run / "up").unlink(missing_ok=True)
    say(Text("\n[dim]正在停止……[/]", "\n[dim]stopping …[/]"))
    for task in (working, asked):
        await cancel(task)
    await asyncio.gather(working, asked, return_exceptions=True)
    await supervisor.stop()
    say(Text("[dim]已停止，数据保留。[/]", "[dim]Stopped. Nothing is lost.[/]"))


async def _start_and_follow(supervisor: Supervisor, state: State, wishes: Wishes) -> None:
    await supervisor.start()
    services = wishes.services
    if "ledger" in services:
        await first_day.load_organisation(state)
    print_summary(state, services, demo_accounts() if "ledger" in services else [])
    following = asyncio.create_task(follow(state, say))
    if wishes.samples and "intake" in services:
        await first_day.send_samples(state, say)
    (state.run / "up").touch()
    await following


def _stop_when_asked(supervisor: Supervisor) -> asyncio.Event:
    """Set by the first Ctrl-C, SIGTERM or closed terminal; the second ends everything at once."""
    asked, loop = asyncio.Event(), asyncio.get_running_loop()

    def ask() -> None:
        if asked.is_set():
            supervisor.kill()
        asked.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, ask)
    return asked


_UP = (sys.executable, "-m", "local.cli", "up")


def detach(state: State, wishes: Wishes) -> None:
    """Runs the same command in the background; returns when it is up.

    Raises:
        CannotGoOn: it ended before it was up; its last words are in the message.
    """
    log = state.logs / "supervisor.log"
    (state.run / "up").unlink(missing_ok=True)
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            [*_UP, "--state", str(state.root), *wishes.arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    while not (state.run / "up").exists():
        with suppress(subprocess.TimeoutExpired):
            supervisor.wait(0.05)
            raise CannotGoOn(_did_not_start(last_lines(log)))


def _did_not_start(words: str) -> Text:
    return Text("没有启动成功：\n{words}", "It did not start:\n{words}").format(words=words)


def print_standing_summary(state: State, wishes: Wishes) -> None:
    """The summary of what runs in the background."""
    services = wishes.services
    print_summary(state, services, demo_accounts() if "ledger" in services else [])
