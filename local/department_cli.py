"""`jiangxin department add | list | replay | remove`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from local.command_line import StateOption, help_in_words, plain_words
from local.importing.moments import moment
from local.state import DEFAULT_STATE, existing_state
from local.words import CannotGoOn, console, in_words, say
from shared.language import Text

app = typer.Typer(
    no_args_is_help=True,
    help=help_in_words("其他部门的接入凭据", "credentials of other departments"),
)

Code = Annotated[
    str, typer.Argument(metavar="CODE", help=help_in_words("单位代码", "code of the unit"))
]


@app.command(
    help=help_in_words("让一个部门接收本单位的事件", "let a department read its own events")
)
def add(
    code: Code,
    state: StateOption = DEFAULT_STATE,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help=help_in_words(
                "交给对方的文件夹，默认 department-CODE", "the folder to hand over; department-CODE"
            ),
        ),
    ] = None,
    renew: Annotated[
        bool,
        typer.Option(
            "--renew", help=help_in_words("换新凭据，旧的失效", "replace its credentials")
        ),
    ] = False,
) -> None:
    from local import departments  # noqa: PLC0415

    folder = out or Path(f"department-{code}")
    with plain_words():
        names = asyncio.run(departments.add(existing_state(state), code, folder, renew=renew))
        say(
            Text(
                "[green]✓[/] {code} 已接入。请把 {folder} 整个交给对方，并妥善保管其中的 nats.seed：{names}",
                "[green]✓[/] {code} is in. Hand over {folder}; nats.seed in it is a secret: {names}",
            ).format(code=code, folder=folder, names=", ".join(names))
        )


@app.command("list", help=help_in_words("已接入的部门", "who is in, and what waits for them"))
def list_(state: StateOption = DEFAULT_STATE) -> None:
    from local import departments  # noqa: PLC0415

    with plain_words():
        found = asyncio.run(departments.waiting(existing_state(state)))
        table = Table(
            in_words(Text("部门", "department")), in_words(Text("待取", "waiting")), box=None
        )
        for code, count in found.items():
            table.add_row(code, str(count))
        if found:
            console.print(table)
        else:
            say(Text("还没有部门接入。", "No department is in yet."))


@app.command(help=help_in_words("让一个部门从某时起重新读", "have a department read again"))
def replay(
    code: Code,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="TIME",
            help=help_in_words("例如 2026-11-01 08:00", "for example 2026-11-01 08:00"),
        ),
    ],
    state: StateOption = DEFAULT_STATE,
) -> None:
    from local import departments  # noqa: PLC0415

    with plain_words():
        try:
            at = moment(since)
        except ValueError as error:
            raise CannotGoOn(
                Text("读不懂时间“{since}”。", "“{since}” is not a time.").format(since=since)
            ) from error
        count = asyncio.run(departments.read_again(existing_state(state), code, at))
        say(Text("[green]✓[/] 待取 {n} 条。", "[green]✓[/] {n} events wait.").format(n=count))


@app.command(help=help_in_words("收回一个部门的接入", "shut a department out"))
def remove(code: Code, state: StateOption = DEFAULT_STATE) -> None:
    from local import departments  # noqa: PLC0415

    with plain_words():
        asyncio.run(departments.remove(existing_state(state), code))
        say(Text("[green]✓[/] {code} 已收回。", "[green]✓[/] {code} is out.").format(code=code))
