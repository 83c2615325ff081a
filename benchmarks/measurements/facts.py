"""Facts: events into the figures' database, beside only reading and acknowledging them.

Three events a case: received, registered, dispatched. Metrics finds a backlog in two streams, as it does
after it was away and whenever it is rebuilt.
"""

import asyncio
from time import perf_counter

from benchmarks.draining import work_through
from benchmarks.events import dispatched, fill, received, registered
from benchmarks.installation import Installation, installation
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Measurement,
    Outcome,
    Reading,
    ratios,
)
from benchmarks.rounds import take_turns
from shared.language import Text
from shared.messaging.lingering_pull import LingeringPull
from shared.messaging.streams import RECORD_INTAKE, RECORD_LEDGER, Consumer

CASES = 8_000
BATCH = 500
_HANDLED = "SELECT count(*) FROM inbox"


class Facts:
    """Both contenders read through metrics' own consumers."""

    def __init__(self, place: Installation) -> None:
        self._place = place
        self._next = 1

    async def metrics(self) -> Reading:
        """`python -m services.metrics serve`."""
        count = await self._fill()
        start = self._place.start_service("metrics")
        rate = await work_through(self._place, "metrics", start, "metrics", _HANDLED, count)
        return {"rate": rate}

    async def only_reading(self) -> Reading:
        """Fetch and acknowledge, both streams at once."""
        count = await self._fill()
        started = perf_counter()
        await asyncio.gather(self._read(RECORD_INTAKE, CASES), self._read(RECORD_LEDGER, 2 * CASES))
        return {"rate": count / (perf_counter() - started)}

    async def _read(self, consumer: Consumer, count: int) -> None:
        async with self._place.bus("metrics") as nats:
            pull = LingeringPull(
                nats,
                consumer.stream,
                consumer.name,
                window=2 * BATCH,
                inbox_prefix="_INBOX_metrics",
            )
            await pull.open()
            while count > 0:
                taken = await pull.take(BATCH)
                for message in taken:
                    await message.ack()
                count -= len(taken)
            await nats.flush()

    async def _fill(self) -> int:
        complaints = received(self._next, CASES)
        self._next += CASES
        async with self._place.bus("intake") as nats:
            await fill(nats, complaints)
        async with self._place.bus("ledger") as nats:
            await fill(nats, registered(complaints))
            await fill(nats, dispatched(complaints, [("housing", "ma-chao")]))
        return 3 * CASES


async def run(bench: Bench) -> Outcome:
    """Takes the turns and compares."""
    async with installation(bench.folder) as place:
        await asyncio.gather(place.start_postgres(["metrics"]), place.start_nats())
        figures = await take_turns(bench, MEASUREMENT.title, _contenders(Facts(place)))
    beside = Text("记录 ÷ 只读取并确认", "recording beside only reading")
    return Outcome(figures, [Claim(beside, ratios(figures, "metrics", "reading"))], place.troubles)


def _contenders(facts: Facts) -> list[Contender]:
    return [
        Contender(
            "metrics",
            Text("指标服务，一个进程（事件）", "metrics, one process (events)"),
            9.0,
            facts.metrics,
        ),
        Contender(
            "reading",
            Text("只读取并确认（事件）", "only reading and acknowledging (events)"),
            4.0,
            facts.only_reading,
        ),
    ]


MEASUREMENT = Measurement(
    "facts",
    Text("指标：事件成为事实", "Facts: events become what figures are made of"),
    run,
)
