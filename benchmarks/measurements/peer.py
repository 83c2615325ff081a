"""Peer: the consumer's job, beside the same job as a Python team would otherwise write it.

Take an event, validate it, insert task and trail, publish the next event: the ledger as it serves, and
Celery with Redis and the ORM. Each finds a backlog and works through it alone on the machine.
"""

import asyncio

from benchmarks.draining import work_through
from benchmarks.events import fill, received, serialised
from benchmarks.installation import Installation, installation
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Measurement,
    Outcome,
    Reading,
    Target,
    ratios,
)
from benchmarks.peers.celery_parts import enqueue, missing, redis_part, worker_part
from benchmarks.rounds import take_turns
from shared.language import Text

OURS, THEIRS = 15_000, 800
"""Events a turn: some seconds each."""
_TASKS = "SELECT count(*) FROM tasks"
_TOLD = f"SELECT ({_TASKS}) - (SELECT count(*) FROM outbox WHERE published_at IS NULL)"
"""Tasks whose next events have not reached their stream do not count."""


class Peers:
    """Both sides, on the ledger's tables."""

    def __init__(self, place: Installation) -> None:
        self._place = place
        self._next = 1

    async def ledger(self) -> Reading:
        """`python -m services.ledger serve`; done when the last next event is in its stream."""
        envelopes = received(self._numbers(OURS), OURS)
        async with self._place.bus("intake") as nats:
            await fill(nats, envelopes)
        start = self._place.start_service("ledger")
        return {"rate": await work_through(self._place, "ledger", start, "ledger", _TOLD, OURS)}

    async def celery(self) -> Reading:
        """A worker with its defaults."""
        bodies = [serialised(each.event) for each in received(self._numbers(THEIRS), THEIRS)]
        await asyncio.to_thread(enqueue, self._place, bodies)
        start = self._place.start(worker_part(self._place))
        return {"rate": await work_through(self._place, "celery", start, "ledger", _TASKS, THEIRS)}

    def _numbers(self, count: int) -> int:
        self._next += count
        return self._next - count


async def run(bench: Bench) -> Outcome:
    """Takes the turns and compares; skipped, and said, where Redis or Celery is missing."""
    if (lack := missing()) is not None:
        return Outcome(skipped=lack)
    async with installation(bench.folder) as place:
        await asyncio.gather(place.start_postgres(["ledger"]), place.start_nats())
        await place.start(redis_part(place))
        figures = await take_turns(bench, MEASUREMENT.title, _contenders(Peers(place)))
    claim = Claim(
        Text("台账 ÷ Celery", "the ledger beside Celery"),
        ratios(figures, "ledger", "celery"),
        target=Target(15.0),
    )
    return Outcome(figures, [claim], place.troubles)


def _contenders(peers: Peers) -> list[Contender]:
    return [
        Contender(
            "ledger",
            Text("台账服务，一个进程", "the ledger, one process"),
            8.0,
            peers.ledger,
        ),
        Contender(
            "celery",
            Text("Celery 与 Redis、ORM，默认设置", "Celery with Redis and the ORM, its defaults"),
            10.0,
            peers.celery,
        ),
    ]


MEASUREMENT = Measurement(
    "peer",
    Text("同一件工作的另一种写法", "The same job as otherwise written"),
    run,
)
