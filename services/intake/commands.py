"""The commands of intake beside `serve` and `migrate`."""

import argparse
import asyncio
import sys

from services.intake.adapters.sealed_texts import PostgresSealedTexts
from services.intake.adapters.sealing import AesGcmSealer
from services.intake.handlers.rotate_contacts import Rotation, rotate_contacts
from services.intake.settings import IntakeSettings
from shared.command_line import Command
from shared.database import make_engine
from shared.logs import get_logger

log = get_logger(__name__)


def run_rotate_contacts(settings: IntakeSettings, _: argparse.Namespace) -> None:
    """Exits with 1 when a text could not be read with any key of the ring."""
    rotations = asyncio.run(_rotate(settings))
    for rotation in rotations:
        log.info(
            "sealed_anew",
            purpose=rotation.purpose,
            texts=rotation.sealed_anew,
            unreadable=len(rotation.unreadable),
        )
        for reason in rotation.unreadable[:20]:
            log.error("not_sealed_anew", reason=reason)
    if any(rotation.unreadable for rotation in rotations):
        sys.exit(1)


async def _rotate(settings: IntakeSettings) -> list[Rotation]:
    sealer = AesGcmSealer(settings.contact_key_ring)
    engine = make_engine(settings.database_url.get_secret_value(), pool_size=2)
    try:
        return [
            await rotate_contacts(
                PostgresSealedTexts(engine, purpose), sealer, sealer.current_key_id
            )
            for purpose in ("contact", "original")
        ]
    finally:
        await engine.dispose()


COMMANDS = (
    Command[IntakeSettings](
        "rotate-contacts",
        "seal contact details and originals anew under the first key of contact_keys",
        run_rotate_contacts,
    ),
)
