"""What the commands share: options, help in the terminal's language, errors as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from local.words import CannotGoOn, console, in_words
from shared.language import Text


def help_in_words(zh: str, en: str) -> str:
    """A line of help in the terminal's language."""
    return in_words(Text(zh, en))


StateOption = Annotated[
    Path,
    typer.Option(
        "--state", metavar="DIR", help=help_in_words("数据所在的目录", "folder that holds the data")
    ),
]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help=help_in_words("以 JSON 输出", "print JSON instead of a table")),
]


@contextmanager
def plain_words() -> Iterator[None]:
    """What prevents a command is printed as a sentence; exit code 1, and 130 after Ctrl-C."""
    try:
        yield
    except CannotGoOn as problem:
        console.print(f"[red]✗[/] {in_words(problem.text)}", soft_wrap=True)
        raise typer.Exit(1) from None
    except OSError as problem:
        console.print(f"[red]✗[/] {problem.strerror}: {problem.filename}", soft_wrap=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
