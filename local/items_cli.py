"""`jiangxin items …`: the catalogue of what people come for."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from local.command_line import StateOption, help_in_words, plain_words
from local.services import environment
from local.state import DEFAULT_STATE, State, existing_state

app = typer.Typer(no_args_is_help=True, help=help_in_words("办事事项", "service items"))


@app.callback()
def items() -> None:
    """Keeps `import` a command of its own, whatever joins it."""


@app.command(
    "import",
    help=help_in_words(
        "导入 CSV 或 XLSX 事项目录；退出码 0 全部收下，3 有未收下的行，1 未完成",
        "bring in a catalogue, CSV or XLSX; exit code 0: all taken, 3: some lines not, 1: not done",
    ),
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    state: StateOption = DEFAULT_STATE,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="OFFICE=UNIT",
            help=help_in_words(
                "目录里的部门是这里的哪个单位，可重复",
                "which unit an office of the catalogue is here; may be repeated",
            ),
        ),
    ] = None,
    publish: Annotated[
        bool,
        typer.Option(
            "--publish",
            help=help_in_words("没有必须改的就发布", "publish the guides that have no faults"),
        ),
    ] = False,
) -> None:
    options = [option for each in unit or () for option in ("--unit", each)]
    options += ["--publish"] if publish else []
    with plain_words():
        done = asyncio.run(_run(existing_state(state), str(file.absolute()), *options))
        raise typer.Exit(done)


async def _run(state: State, *arguments: str) -> int:
    """The ledger's own command, which draws its bar and says its words here. Its exit code."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.ledger", "import-items", *arguments),
        env=environment(state, "ledger"),
        cwd=state.root,
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        return await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
