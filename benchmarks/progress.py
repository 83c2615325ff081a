"""The bar: what is being done, how far it is, and the time left."""

import asyncio
from collections.abc import Awaitable
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from benchmarks.measurement import Reading
from local.words import in_words
from shared.language import Text

TICK_SECONDS = 0.5
"""Seldom: drawing costs the measured processes their turn."""


class Bar:
    """Moves with the expected seconds; a turn that takes longer holds it where the turn should end."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=console,
            auto_refresh=False,
            transient=True,
        )
        self._task: TaskID | None = None
        self._title = Text("", "")

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def begin(self, title: Text, seconds: float) -> None:
        """A measurement starts that will take about so long."""
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._title = title
        self._task = self._progress.add_task(in_words(title), total=seconds)
        self._progress.refresh()

    async def during(self, label: Text, seconds: float, work: Awaitable[Reading]) -> Reading:
        """Do the work, moving the bar by `seconds` meanwhile."""
        assert self._task is not None
        done = self._progress.tasks[-1].completed
        words = f"{in_words(self._title)} · {in_words(label)}"
        self._progress.update(self._task, description=words)
        started, doing = monotonic(), asyncio.ensure_future(work)
        try:
            while not (await asyncio.wait([doing], timeout=TICK_SECONDS))[0]:
                share = min(monotonic() - started, seconds)
                self._progress.update(self._task, completed=done + share, refresh=True)
        finally:
            doing.cancel()
        self._progress.update(self._task, completed=done + seconds, refresh=True)
        return await doing
