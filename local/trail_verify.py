"""Runs the ledger's `trail-verify` and shows how far it is."""

import asyncio
import json
import sys
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from local.services import environment
from local.state import State
from local.words import CannotGoOn, console, in_words
from shared.language import Language, Text

LONGEST_LINE = 1 << 20
"""Bytes; the answer names some broken links in both languages."""


async def verify(state: State, *, show: bool) -> dict[str, Any]:
    """The ledger's answer; `show` draws a bar meanwhile.

    Raises:
        CannotGoOn: the ledger could not read its trail.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.ledger", "trail-verify", "--progress"),
        env=environment(state, "ledger"),
        cwd=state.root,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE,
    )
    found: dict[str, Any] | None
    try:
        # Both at once: a pipe that nobody reads would fill and hold the process up.
        found, told = await asyncio.gather(_follow(process, show=show), _told(process))
        await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if found is None:
        raise CannotGoOn(_failed(told))
    return found


def lines(found: dict[str, Any], language: Language) -> list[str]:
    """What was found, in one language; the ledger has the words."""
    words: list[str] = found["words"][language.value]
    return words


async def _follow(process: asyncio.subprocess.Process, *, show: bool) -> dict[str, Any] | None:
    """Move the bar with each line; the line that is no progress is the answer."""
    if process.stdout is None:
        return None
    answer: dict[str, Any] | None = None
    with _bar(show=show) as bar:
        task = bar.add_task(in_words(Text("核对痕迹", "verifying the trail")), total=None)
        async for line in process.stdout:
            if not line.startswith(b"{"):
                continue
            data = json.loads(line)
            if "of" in data:
                bar.update(task, completed=data["done"], total=data["of"])
            elif "clean" in data:
                answer = data
    return answer


async def _told(process: asyncio.subprocess.Process) -> str:
    return (await process.stderr.read()).decode(errors="replace") if process.stderr else ""


def _bar(*, show: bool) -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, transient=True, disable=not show)


def _failed(told: str) -> Text:
    last = told.strip().splitlines()[-1:] or ["–"]
    return Text(
        "台账的痕迹读不到：{why}。先执行 jiangxin up --detach。",
        "The ledger's trail cannot be read: {why}. Start it first: jiangxin up --detach.",
    ).format(why=last[0].rstrip("."))
