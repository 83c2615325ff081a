"""`jiangxin verify`: do the four databases tell the same story, and has everybody read everything?"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import asyncpg
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError

from local.checks import Check, nothing_left, story
from local.state import State
from local.words import CannotGoOn
from shared.language import Text
from shared.messaging.streams import CONSUMERS
from shared.provision import SERVICES
from shared.provision.streams import as_provision

RECEIPTS = "SELECT number FROM complaints"
TASKS = "SELECT complaint_number AS number FROM tasks WHERE complaint_number IS NOT NULL"
RECEIVED_FACTS = "SELECT complaint_number AS number FROM cases WHERE received_at IS NOT NULL"
REGISTERED_FACTS = "SELECT complaint_number AS number FROM cases WHERE registered_at IS NOT NULL"
WAITING = "SELECT event_id::text AS number FROM outbox WHERE published_at IS NULL"
PARKED = "SELECT consumer || ' ' || message_id AS number FROM parked_messages"

LOOK_SECONDS = 0.2
IDLE_LOOKS = 10
"""Looks in a row with nothing to go, after which what still differs differs for good."""


class Verdict(IntEnum):
    """What was found; the value is the exit code."""

    HOLDS = 0
    DIFFERS = 1
    STILL_READING = 4


@dataclass(frozen=True)
class Look:
    """The databases and the bus at one moment."""

    checks: list[Check]
    to_go: dict[str, int]
    """Events that somebody has still to read, by consumer or outbox; only those that have any."""

    @property
    def calm(self) -> bool:
        """Everything holds and nobody has anything to read."""
        return not self.to_go and all(check.holds for check in self.checks)

    def lasting(self, earlier: "Look") -> "Look":
        """This look, with only those offending that offended in the earlier one too."""
        pairs = zip(self.checks, earlier.checks, strict=True)
        return Look([new.still(old) for new, old in pairs], self.to_go)

    @property
    def faults(self) -> bool:
        """Something differs that reading on does not cure."""
        return any(not c.holds and not (c.cured_by_time and self.to_go) for c in self.checks)


@dataclass(frozen=True)
class Found:
    """The verdict, and the look that shows it."""

    verdict: Verdict
    look: Look


async def verify(state: State, *, within: float, tell: Callable[[Look], None]) -> Found:
    """Looks until all is calm, for up to `within` seconds, telling of each look that is not.

    Only what differs in every look is a fault: under load something is always on its way.

    Raises:
        CannotGoOn: a database cannot be read.
    """
    deadline, idle = time.monotonic() + within, 0
    last = lasting = await _look(state)
    while (
        not last.calm and time.monotonic() < deadline and not (lasting.faults and idle > IDLE_LOOKS)
    ):
        tell(last)
        await asyncio.sleep(LOOK_SECONDS)
        last = await _look(state)
        lasting = last.lasting(lasting)
        idle = 0 if last.to_go else idle + 1
    return _found(last, lasting)


def _found(last: Look, lasting: Look) -> Found:
    """What never agreed is shown alone; what is on its way, as the last look saw it."""
    if last.calm:
        return Found(Verdict.HOLDS, last)
    if lasting.faults:
        return Found(Verdict.DIFFERS, lasting)
    return Found(Verdict.STILL_READING, last)


async def _look(state: State) -> Look:
    """Downstream first: what is on its way then counts as not arrived yet, never as too much."""
    registered, received = await _numbers(state, "metrics", REGISTERED_FACTS, RECEIVED_FACTS)
    (tasks,) = await _numbers(state, "ledger", TASKS)
    (receipts,) = await _numbers(state, "intake", RECEIPTS)
    checks, to_go = story(receipts, tasks, received, registered), {}
    for service in SERVICES:
        waiting, parked = await _numbers(state, service, WAITING, PARKED)
        checks += nothing_left(service, waiting, parked)
        to_go[f"{service} outbox"] = len(waiting)
    to_go |= await _unread(state)
    return Look(checks, {name: count for name, count in to_go.items() if count})


async def _unread(state: State) -> dict[str, int]:
    """Not delivered or not acknowledged yet, by consumer; nothing where NATS cannot be asked."""
    found = {}
    try:
        async with as_provision([state.nats_url], state.seed("provision")) as js:
            for consumer in CONSUMERS:
                info = await js.consumer_info(consumer.stream, consumer.name)
                found[consumer.name] = (info.num_pending or 0) + (info.num_ack_pending or 0)
    except (OSError, NatsError, NotFoundError):
        return found
    return found


async def _numbers(state: State, service: str, *queries: str) -> list[list[str]]:
    """One list for each query, all of one moment, ordered by number."""
    try:
        connection = await asyncpg.connect(state.database_url(service), timeout=10)
    except (OSError, asyncpg.PostgresError) as error:
        raise CannotGoOn(_unreadable(service, error)) from error
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return [[r["number"] for r in await connection.fetch(q)] for q in queries]
    except asyncpg.PostgresError as error:
        raise CannotGoOn(_unreadable(service, error)) from error
    finally:
        await connection.close()


def _unreadable(service: str, error: Exception) -> Text:
    return Text(
        "读不到 {service} 的数据库：{error}。先执行 jiangxin up --detach。",
        "The database of {service} cannot be read: {error}. Start it first: jiangxin up --detach.",
    ).format(service=service, error=error)
