"""`jiangxin trail …`: is the record of everything done as it was written?"""

import asyncio
import json

import typer

from local.command_line import JsonOption, StateOption, help_in_words, plain_words
from local.state import DEFAULT_STATE, existing_state
from local.words import console
from shared.terminal import terminal_language

app = typer.Typer(
    no_args_is_help=True, help=help_in_words("台账的痕迹", "the trail of the ledger's tasks")
)


@app.callback()
def trail() -> None:
    """Keeps `verify` a command of its own, whatever joins it."""


@app.command(
    help=help_in_words(
        "核对每条痕迹与每日存证；退出码 1 表示被改动",
        "check every entry and every daily anchor; exit code 1 when something was changed",
    )
)
def verify(state: StateOption = DEFAULT_STATE, as_data: JsonOption = False) -> None:
    from local import trail_verify  # noqa: PLC0415  # the other commands need none of it

    with plain_words():
        found = asyncio.run(trail_verify.verify(existing_state(state), show=not as_data))
        if as_data:
            print(json.dumps({k: v for k, v in found.items() if k != "words"}, ensure_ascii=False))
        else:
            for line in trail_verify.lines(found, terminal_language()):
                console.print(line, markup=False, soft_wrap=True)
        raise typer.Exit(0 if found["clean"] else 1)
