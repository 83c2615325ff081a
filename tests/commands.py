"""`python -m services.<name> …` as an operator runs it: a process, its settings from the environment.

What takes longest is importing; one process does it for all commands of a package and forks for each.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Ended = subprocess.CompletedProcess[str]


class Commands:
    """Runs commands of one package, one after another."""

    def __init__(self, package: str, process: subprocess.Popen[str], folder: Path) -> None:
        self._package, self._process = package, process
        self._output, self._errors = folder / "output", folder / "errors"

    def __call__(self, environment: Mapping[str, str], *arguments: str) -> Ended:
        """The exit status and what was printed."""
        for file in (self._output, self._errors):
            file.write_bytes(b"")
        order = {
            "package": self._package,
            "arguments": arguments,
            "environment": dict(environment),
            "output": str(self._output),
            "errors": str(self._errors),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        output, errors = self._output.read_text("utf-8"), self._errors.read_text("utf-8")
        return Ended(arguments, status, output, errors)


@contextmanager
def commands_of(package: str, *modules: str) -> Iterator[Commands]:
    """Commands of a package; the modules are imported beforehand, once."""
    command = [sys.executable, "-m", "tests.preloaded", *modules]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        yield Commands(package, process, Path(folder))
        assert process.stdin is not None
        process.stdin.close()
