"""`python -m services.ledger trail-verify`: is the trail as it was written? Exits with 1 when it is not."""

import argparse
import json
import sys

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.trail_reading import trail_reading
from services.ledger.entrypoints.trail_words import as_data, as_lines
from services.ledger.handlers.verify_trail import Verified, VerifyTrail
from services.ledger.settings import LedgerSettings
from services.ledger.terminal import with_engine
from shared.terminal import say


def run_trail_verify(settings: LedgerSettings, arguments: argparse.Namespace) -> None:
    """Verify, and say what was found: in words, or as one JSON object on the last line."""
    progress = _write_progress if arguments.progress else _keep_silent
    results: list[Verified] = []

    async def verify(engine: AsyncEngine) -> None:
        async with trail_reading(engine) as reading:
            results.append(await VerifyTrail(reading, progress)())

    with_engine(settings, verify)
    (verified,) = results
    if arguments.json or arguments.progress:
        _write(as_data(verified))
    else:
        for line in as_lines(verified):
            say(line)
    if verified.broken:
        sys.exit(1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How the answer is given."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--progress", action="store_true", help='the same after lines of {"done": N, "of": N}'
    )


def _write_progress(done: int, of: int) -> None:
    _write({"done": done, "of": of})


def _keep_silent(done: int, of: int) -> None:
    """For those who only want the answer."""


def _write(data: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()
