"""Chain: from HTTP to a task in the ledger, every service its own process, beside the route without storage.

The rate counts the time until the last complaint is a task: what is only queued does not count.
"""

import asyncio

from benchmarks.installation import Installation, installation
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Measurement,
    Outcome,
    Target,
    ratios,
    values,
)
from benchmarks.measurements.loading import SECONDS, Shares, closed_loop, to_the_task, who_spent
from benchmarks.rounds import take_turns
from shared.language import Text
from shared.provision import SERVICES


async def start_everything(place: Installation) -> None:
    """The servers and the four services; intake has heard of every category."""
    await asyncio.gather(place.start_postgres(), place.start_nats(), place.start_mail())
    for service in SERVICES:
        await place.start_service(service)
    count = "SELECT count(*) FROM categories"
    async with place.database("ledger") as ledger, place.database("intake") as intake:
        while await intake.fetchval(count) < await ledger.fetchval(count):
            await asyncio.sleep(0.1)


async def run(bench: Bench) -> Outcome:
    """Takes the turns and compares."""
    async with installation(bench.folder) as place:
        await start_everything(place)
        await place.start_intake_without("no-storage")
        shares: list[Shares] = []
        figures = await take_turns(bench, MEASUREMENT.title, _contenders(place, shares))
    claims = [
        Claim(
            Text("到任务为止 ÷ 不存储的路由", "to the task, beside the route without storage"),
            ratios(figures, "chain", "no-storage"),
            target=Target(0.35),
        ),
        Claim(
            Text("停止提交后积压清空", "backlog gone after the load ends"),
            values(figures, "chain", "drain"),
            "s",
            Target(1.0, at_least=False),
        ),
    ]
    return Outcome(figures, claims, [who_spent(shares), *place.troubles])


def _contenders(place: Installation, shares: list[Shares]) -> list[Contender]:
    return [
        Contender(
            "chain",
            Text("从提交到任务，四个服务", "from HTTP to the task, four services"),
            SECONDS + 2.0,
            to_the_task(place, shares),
        ),
        Contender(
            "no-storage",
            Text("同一路由，不存储", "the same route without storage"),
            SECONDS + 1.0,
            closed_loop(place, "no-storage"),
        ),
    ]


MEASUREMENT = Measurement(
    "chain",
    Text("全链路：64 个连接提交，到台账里看得见任务", "Chain: 64 connections, until the ledger has the task"),
    run,
)  # fmt: skip
