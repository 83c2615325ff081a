"""Runs the load generator as a process and reads its report."""

import asyncio
import sys
from pathlib import Path

from benchmarks.load.order import Order, Report

ROOT = Path(__file__).parents[2]
MARGIN_SECONDS = 30.0
"""Beyond the load and its patience; then the generator is ended."""


async def apply_load(order: Order) -> Report:
    """Raises RuntimeError when the generator fails, or when any request was not answered with 201."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.load"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(order.seconds + order.patience_seconds + MARGIN_SECONDS):
            output, errors = await process.communicate(order.to_json().encode() + b"\n")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise RuntimeError(f"the load generator failed:\n{errors.decode(errors='replace')[-2000:]}")
    report = Report.from_json(output.decode())
    if report.refused or not report.answered:
        raise RuntimeError(f"{report.answered} answers, refused: {report.refused}")
    return report
