"""The `jiangxin` command: reads the command line, leaves the work to the modules beside it."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from local import department_cli, items_cli, trail_cli
from local.command_line import JsonOption, StateOption, help_in_words, plain_words
from local.reporting import as_json, as_table, standings
from local.state import DEFAULT_BASE_PORT, DEFAULT_STATE, existing_state, open_state, supervisor_pid
from local.words import console, say
from shared.language import Text

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=help_in_words(
        "将心：从一句诉求到办结的全过程。", "jiangxin: from a complaint to its solution."
    ),
)

BasePortOption = Annotated[
    int | None,
    typer.Option(
        "--base-port",
        metavar="N",
        min=1024,
        max=65000,
        help=help_in_words(
            f"端口为 N+1 至 N+8；首次默认 {DEFAULT_BASE_PORT}",
            f"ports are N+1 to N+8; {DEFAULT_BASE_PORT} the first time, then as before",
        ),
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help=help_in_words("字段取自哪一列，可重复", "which column fills a field; may be repeated"),
    ),
]

app.add_typer(department_cli.app, name="department")
app.add_typer(trail_cli.app, name="trail")
app.add_typer(items_cli.app, name="items")


@app.command(help=help_in_words("启动全部服务", "start everything; Ctrl-C stops it"))
def up(
    detach: Annotated[
        bool, typer.Option("--detach", help=help_in_words("在后台运行", "run in the background"))
    ] = False,
    state: StateOption = DEFAULT_STATE,
    base_port: BasePortOption = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="NAME",
            help=help_in_words("不启动这个服务，可重复", "leave this service out; may be repeated"),
        ),
    ] = None,
    no_samples: Annotated[
        bool,
        typer.Option(
            "--no-samples", help=help_in_words("不送入示例诉求", "send no sample complaints")
        ),
    ] = False,
) -> None:
    from local import up as starting  # noqa: PLC0415  # status and down need none of it

    with plain_words():
        opened = open_state(state, base_port)
        wishes = starting.Wishes(samples=not no_samples, without=tuple(without or ()))
        if not detach:
            asyncio.run(starting.run(opened, wishes))
            return
        starting.detach(opened, wishes)
        starting.print_standing_summary(opened, wishes)


@app.command(
    help=help_in_words("哪些在运行、地址、是否就绪", "what runs, where, and whether it is ready")
)
def status(state: StateOption = DEFAULT_STATE, as_data: JsonOption = False) -> None:
    with plain_words():
        found = existing_state(state)
        processes = asyncio.run(standings(found))
        if as_data:
            print(json.dumps(as_json(found, processes), ensure_ascii=False))
        elif processes:
            console.print(as_table(processes))
        else:
            say(Text("没有在运行。", "Nothing runs."))
        if processes and not as_data and supervisor_pid(found) is None:
            say(
                Text(
                    "[yellow]没有进程在看护它们；jiangxin up 会接手。[/]",
                    "[yellow]Nobody watches over them; jiangxin up takes over.[/]",
                )
            )


@app.command(help=help_in_words("停止全部服务，数据保留", "stop everything; nothing is lost"))
def down(state: StateOption = DEFAULT_STATE) -> None:
    from local.down import stop_everything  # noqa: PLC0415

    with plain_words():
        names = stop_everything(existing_state(state))
        if names:
            say(
                Text("已停止：{names}", "Stopped: {names}").format(names=", ".join(names)),
            )
        else:
            say(Text("没有在运行。", "Nothing was running."))


@app.command(
    help=help_in_words(
        "列出各服务搁置的消息；--retry 重新处理",
        "list the messages that services put aside; --retry handles them again",
    )
)
def parked(
    state: StateOption = DEFAULT_STATE,
    retry: Annotated[
        bool,
        typer.Option("--retry", help=help_in_words("重新处理", "handle them again, oldest first")),
    ] = False,
) -> None:
    from local import parked_cli  # noqa: PLC0415

    with plain_words():
        raise typer.Exit(asyncio.run(parked_cli.parked(existing_state(state), retry=retry)))


@app.command(
    help=help_in_words(
        "核对四个数据库是否一致；退出码 0 相符，1 不符，4 还在读取",
        "check that the four databases tell one story; exit code 0: they do, 1: they do not, "
        "4: still reading",
    )
)
def verify(
    state: StateOption = DEFAULT_STATE,
    as_data: JsonOption = False,
    within: Annotated[
        float,
        typer.Option(
            "--within",
            metavar="SECONDS",
            min=0,
            help=help_in_words(
                "仍在途中的，最多等多久", "how long to wait for what is still on its way"
            ),
        ),
    ] = 30,
) -> None:
    from local import verify_cli  # noqa: PLC0415

    with plain_words():
        raise typer.Exit(verify_cli.run(existing_state(state), as_data=as_data, within=within))


REJECTED_ROWS = 3


@app.command(
    "import",
    help=help_in_words(
        "导入 CSV、XLSX 或 NDJSON；退出码 0 全部收下，3 有退回的行，1 未完成",
        "bring in a CSV, XLSX or NDJSON file; exit code 0: all taken, 3: some rows rejected, "
        "1: not finished",
    ),
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    state: StateOption = DEFAULT_STATE,
    told: MapOption = None,
    channel: Annotated[
        str,
        typer.Option(
            "--channel", metavar="NAME", help=help_in_words("渠道", "channel they came through")
        ),
    ] = "import",
    save_as: Annotated[
        str | None,
        typer.Option(
            "--save-map",
            metavar="NAME",
            help=help_in_words("保存列的对应关系", "keep the map of columns"),
        ),
    ] = None,
    use: Annotated[
        str | None,
        typer.Option(
            "--use-map",
            metavar="NAME",
            help=help_in_words("使用保存过的对应关系", "use a map kept before"),
        ),
    ] = None,
) -> None:
    from local.importing.run import Wishes, run  # noqa: PLC0415

    with plain_words():
        wishes = Wishes(file, tuple(told or ()), channel, save_as, use)
        settled = asyncio.run(run(existing_state(state), wishes))
        raise typer.Exit(REJECTED_ROWS if settled.rejected else 0)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
