"""The command of metrics beside `serve` and `migrate`."""

import argparse
import asyncio

from services.metrics.app import rebuild_everything
from services.metrics.settings import MetricsSettings
from shared.command_line import Command


def run_rebuild(settings: MetricsSettings, _: argparse.Namespace) -> None:
    """Forget every fact and hear all of them again."""
    asyncio.run(rebuild_everything(settings))


COMMANDS = (Command("rebuild", "forget every figure and replay the streams", run_rebuild),)
