"""The notifier's command beside `serve` and `migrate`: `send-test STAFF`."""

import argparse
import asyncio
import sys
import uuid
from datetime import UTC, datetime

from services.notifier.adapters.letters import Letters
from services.notifier.adapters.staff import find_person
from services.notifier.domain.masking import mask_address, without_addresses
from services.notifier.domain.means import means_of
from services.notifier.domain.notice import Notice, Person
from services.notifier.domain.outcome import Answer
from services.notifier.settings import NotifierSettings
from services.notifier.ways_out import make_transports
from shared.command_line import Command
from shared.database import make_engine


def send_test(settings: NotifierSettings, arguments: argparse.Namespace) -> None:
    """Send a test notice by each means of the person; exits with 1 when one is not accepted."""
    if not asyncio.run(_send_test(settings, arguments.staff)):
        sys.exit(1)


async def _send_test(settings: NotifierSettings, staff_id: str) -> bool:
    engine = make_engine(settings.database_url.get_secret_value(), pool_size=2)
    try:
        person = await find_person(engine, staff_id)
    finally:
        await engine.dispose()
    if person is None:
        _say(f"没有编号为 {staff_id} 的人员。 Nobody is listed as {staff_id}.")
        return False
    return await _send_to(settings, person)


async def _send_to(settings: NotifierSettings, person: Person) -> bool:
    transports = make_transports(settings)
    means = means_of(person, transports, email_first=settings.email_first)
    if not means:
        set_up = "、".join(transports) or "–"
        _say(f"没有可用的通知方式（已配置：{set_up}）。 No means reaches this person.")
    message = Letters(settings.link_base).compose(_notice(person))
    accepted = []
    for name in means:
        outcome = await transports[name].deliver(message)
        to = mask_address(person.email) if name == "email" and person.email else name
        _say(f"{name} → {to}: {outcome.answer}  {without_addresses(outcome.words)}")
        accepted.append(outcome.answer is Answer.ACCEPTED)
    for transport in transports.values():
        await transport.close()
    return bool(accepted) and all(accepted)


def _notice(person: Person) -> Notice:
    return Notice(uuid.uuid4(), person, "test", "owner", "", {}, datetime.now(UTC))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("staff", help="staff id, as in the organisation file")


COMMANDS = (
    Command(
        "send-test",
        "send a test notice to a member of staff, by each of their means",
        send_test,
        _arguments,
    ),
)
