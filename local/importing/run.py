"""One import from the file to the closing summary."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeRemainingColumn as TimeLeft

from local.importing.journal import Journal
from local.importing.journal import Progress as Settled
from local.importing.lookups import known_categories, known_districts
from local.importing.mapping import NOTHING_SAVED, FieldMap, field_map, save_map, saved_map
from local.importing.opening import open_sheet
from local.importing.rejects import Rejects
from local.importing.sending import Sender
from local.importing.shaping import Shaper
from local.state import State
from local.words import CannotGoOn, console, in_words, say
from shared.language import Text
from shared.sheets.sheet import Sheet, UnreadableFileError
from shared.terminal import terminal_language

LOOKED_UP = {
    "category": Text("类别", "category"),
    "district": Text("区域", "district"),
    "channel": Text("渠道", "channel"),
    "urgency": Text("紧急程度", "urgency"),
    "nature": Text("诉求类型", "nature"),
}


@dataclass(frozen=True)
class Wishes:
    """The command line."""

    file: Path
    told: tuple[str, ...] = ()
    channel: str = "import"
    save_as: str | None = None
    use: str | None = None


async def run(state: State, wishes: Wishes) -> Settled:
    """Imports the file; returns what became of its rows.

    Repeatable: rows that came in before are counted as known.

    Raises:
        CannotGoOn: the file or a column makes no sense, or intake stays away.
    """
    folder = state.root / "imports"
    sheet = open_sheet(wishes.file)
    saved = saved_map(folder, wishes.use) if wishes.use else NOTHING_SAVED
    chosen = field_map(sheet.columns, wishes.told, saved)
    if wishes.save_as:
        save_map(folder, wishes.save_as, chosen)
    _tell_columns(chosen, sheet.columns)
    shaper = Shaper(
        chosen, wishes.channel, await known_categories(state), await known_districts(state)
    )
    details = [dict(chosen.columns), wishes.channel, str(state.root)]
    journal = Journal.open(folder, wishes.file, details)
    return await _import(state, wishes, sheet, shaper, journal)


async def _import(
    state: State, wishes: Wishes, sheet: Sheet, shaper: Shaper, journal: Journal
) -> Settled:
    rejects = Rejects(wishes.file, state.root / "imports", sheet.columns)
    if journal.progress.rows:
        _tell_continued(journal.progress)
    rejects.begin(journal.progress.line)
    language = terminal_language().value
    sender = Sender(sheet, shaper, rejects, journal, state.url("intake"), language)
    try:
        total = sum(1 for _ in sheet.rows())
        await _with_progress(sender, journal, total)
    except UnreadableFileError as error:
        raise CannotGoOn(error.text) from error
    finally:
        rejects.close()
    journal.finish()
    _tell_end(journal.progress, rejects, shaper)
    return journal.progress


async def _with_progress(sender: Sender, journal: Journal, total: int) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeLeft(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=total, completed=journal.progress.rows, rate="")
        began, before = time.monotonic(), journal.progress.rows
        showing = asyncio.create_task(_show(bar, task, sender, journal))
        try:
            await sender.run()
        finally:
            showing.cancel()
            average = (journal.progress.rows - before) / (time.monotonic() - began)
            done = journal.progress.rows
            bar.update(task, completed=done, rate=_rate(average), description=_IMPORTING)


_IMPORTING = in_words(Text("导入", "importing"))


def _rate(rows_a_second: float) -> str:
    return in_words(Text("{n} 行/秒", "{n} rows/s").format(n=round(rows_a_second)))


async def _show(bar: Progress, task: TaskID, sender: Sender, journal: Journal) -> None:
    away = in_words(Text("[yellow]intake 没有应答，等待中[/]", "[yellow]waiting for intake[/]"))
    while True:
        speed = bar.tasks[task].speed or 0
        bar.update(
            task,
            completed=journal.progress.rows,
            description=away if sender.away else _IMPORTING,
            rate=_rate(speed),
        )
        await asyncio.sleep(0.2)


def _tell_columns(chosen: FieldMap, columns: Sequence[str]) -> None:
    pairs = ", ".join(f"{column} → {field}" for field, column in chosen.columns.items())
    say(Text("列：{pairs}", "Columns: {pairs}").format(pairs=pairs))
    unused = chosen.unused(columns)
    if unused:
        say(
            Text("[dim]不导入的列：{names}[/]", "[dim]Not imported: {names}[/]").format(
                names=", ".join(unused)
            )
        )


def _tell_continued(progress: Settled) -> None:
    say(
        Text(
            "上次导入中断了；前 {rows} 行已经处理，从第 {line} 行之后继续。",
            "An earlier import was interrupted; its first {rows} rows are settled. "
            "Going on after line {line}.",
        ).format(rows=progress.rows, line=progress.line)
    )


def _tell_end(progress: Settled, rejects: Rejects, shaper: Shaper) -> None:
    say(
        Text(
            "[green]✓[/] 新收 {accepted} 件，早已收到 {known} 件，退回 {rejected} 行。",
            "[green]✓[/] {accepted} accepted, {known} already known, {rejected} rejected.",
        ).format(**vars(progress))
    )
    for field, count in shaper.left_out.items():
        say(
            Text(
                "[yellow]{count} 行的“{column}”在这里没有对应的{what}，没有带上它导入。[/]",
                "[yellow]{count} rows name a {what} in “{column}” that is not known here; "
                "they were imported without it.[/]",
            ).format(count=count, what=LOOKED_UP[field], column=shaper.chosen.columns[field])
        )
    if progress.rejected:
        say(
            Text(
                "[yellow]退回的行和原因在 {file}；改好后可以再导入这个文件。[/]",
                "[yellow]Rejected rows and reasons are in {file}; mend and import that file.[/]",
            ).format(file=rejects.file)
        )
