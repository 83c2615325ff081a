"""`python -m services.metrics serve | migrate | rebuild`."""

import argparse
import asyncio

from services.metrics.app import MIGRATIONS, make_app, rebuild_everything
from services.metrics.settings import MetricsSettings
from shared.command_line import Command, main


def rebuild(settings: MetricsSettings, _: argparse.Namespace) -> None:
    """Forget every fact and hear all of them again."""
    asyncio.run(rebuild_everything(settings))


if __name__ == "__main__":
    main(
        "metrics",
        MetricsSettings,
        make_app,
        MIGRATIONS,
        [Command("rebuild", "forget every figure and replay the streams", rebuild)],
    )
