"""Puts the deliverer together: part of the composition root."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifier.adapters.deliveries import PostgresDeliveries
from services.notifier.adapters.letters import Letters
from services.notifier.adapters.plans import answer_calls
from services.notifier.adapters.standing import read_standing
from services.notifier.domain.next_step import Policy
from services.notifier.domain.quiet_hours import parse_quiet_hours
from services.notifier.entrypoints.deliverer import Deliverer, Surroundings
from services.notifier.handlers.deliver_notice import DeliverNotice
from services.notifier.handlers.ports import Timing, Transport
from services.notifier.settings import NotifierSettings
from shared.clock import CHINA, Clock

QuietUntil = Callable[[], datetime | None]


def make_deliverer(
    settings: NotifierSettings,
    engine: AsyncEngine,
    transports: Mapping[str, Transport],
    clock: Clock,
) -> Deliverer:
    """The loop that delivers, on the given engine and ways out."""
    lease = timedelta(seconds=settings.lease_seconds)
    quiet_until = make_quiet_until(settings, clock)
    deliver = DeliverNotice(
        transports,
        Letters(settings.link_base).compose_letter,
        Policy(settings.schedule, settings.uncertain),
        email_first=settings.email_first,
    )
    return Deliverer(
        PostgresDeliveries(engine, lease, timedelta(seconds=settings.gather_seconds)),
        deliver,
        Timing(settings.in_flight, lease, timedelta(seconds=settings.stop_grace_seconds)),
        Surroundings(
            answer_calls=lambda: answer_calls(engine),
            standing=lambda: read_standing(engine),
            may_disturb=lambda: quiet_until() is None,
        ),
    )


def make_quiet_until(settings: NotifierSettings, clock: Clock) -> QuietUntil:
    """Tells when the quiet hours end; None while people may be disturbed."""
    quiet = parse_quiet_hours(settings.quiet_hours)

    def quiet_until() -> datetime | None:
        now = clock.now().astimezone(CHINA)
        return quiet.over(now) if quiet is not None and quiet.covers(now) else None

    return quiet_until


@asynccontextmanager
async def open_ways(transports: Mapping[str, Transport]) -> AsyncIterator[None]:
    """Closes the ways out when the service ends."""
    yield
    for transport in transports.values():
        await transport.close()
