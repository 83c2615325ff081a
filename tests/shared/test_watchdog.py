"""A process whose loop is blocked ends, instead of looking alive."""

import subprocess
import sys

BLOCKED = """
import asyncio, time
from shared.watchdog import Watchdog

async def main():
    Watchdog(limit_seconds=1).start()
    await asyncio.sleep(0.1)
    time.sleep(30)  # a handler that forgot to be asynchronous

asyncio.run(main())
"""


def test_a_blocked_loop_ends_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", BLOCKED], timeout=20, check=False)
    assert ended.returncode == 70
