"""A process that has imported the modules named and forks itself for every order on its standard input.

Run as `python -m tests.preloaded MODULE…` by `tests.commands`; a line of JSON in, an exit status out.
"""

import gc
import json
import os
import runpy
import sys
import traceback
from importlib import import_module
from typing import Any


def obey(order: dict[str, Any]) -> None:
    """Become `python -m PACKAGE …` and end as it ends, without clearing up what was imported."""
    os.environ.clear()
    os.environ.update(order["environment"])
    for descriptor, path in enumerate((os.devnull, order["output"], order["errors"])):
        os.dup2(os.open(path, os.O_RDONLY if descriptor == 0 else os.O_WRONLY), descriptor)
    sys.argv = [order["package"], *order["arguments"]]
    try:
        runpy.run_module(order["package"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = _status(end)
    except BaseException:
        traceback.print_exc()
        status = 1
    else:
        status = 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _status(end: SystemExit) -> int:
    """As the interpreter has it: words are an error, and are printed."""
    if isinstance(end.code, str):
        print(end.code, file=sys.stderr)
        return 1
    return end.code or 0


def main() -> None:
    """Serve until standard input ends."""
    for module in sys.argv[1:]:
        import_module(module)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            obey(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
