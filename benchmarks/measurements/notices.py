"""Notices: dispatched tasks into letters that the mail server has taken, beside sending alone.

Each letter is planned, written to the database before and after its attempt, and told of by an event. The
mail server is the one of the one-machine run: it writes each letter to a file.
"""

import asyncio
import smtplib
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from benchmarks.draining import work_through
from benchmarks.events import dispatched, fill, received
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
from shared.clock import SystemClock
from shared.events.envelope import wrap
from shared.events.ledger import StaffListed
from shared.language import Text

TASKS = 800
"""A turn; the owner of each is told."""
SENDERS = 16
"""As many as the notifier has in flight."""
OWNERS = [("housing", f"owner-{number}") for number in range(20)]
_DELIVERED = "SELECT count(*) FROM notices WHERE state = 'delivered'"
_LETTER = (
    "From: a@jiangxin.example\r\nTo: b@jiangxin.example\r\nSubject: x\r\n\r\n"
    + "some seventy characters of a letter, which is what a line of one holds\r\n" * 20
)


class Notices:
    """Both contenders hand letters to the same mail server."""

    def __init__(self, place: Installation) -> None:
        self._place = place
        self._next = 1

    async def list_owners(self) -> None:
        """Tell the notifier whom tasks are dispatched to."""
        now = SystemClock().now()
        people = [
            StaffListed(
                staff_id=person,
                name=person,
                unit_code=unit,
                roles=("owner",),
                email=f"{person}@jiangxin.example",
            )
            for unit, person in OWNERS
        ]
        async with self._place.bus("ledger") as nats:
            await fill(nats, [wrap(each, source="ledger", time=now) for each in people])

    async def notifier(self) -> Reading:
        """`python -m services.notifier serve`."""
        complaints = received(self._next, TASKS)
        self._next += TASKS
        async with self._place.bus("ledger") as nats:
            await fill(nats, dispatched(complaints, OWNERS))
        start = self._place.start_service("notifier")
        rate = await work_through(self._place, "notifier", start, "notifier", _DELIVERED, TASKS)
        return {"rate": rate}

    async def only_sending(self) -> Reading:
        """Letters over as many connections, each from a thread of its own; nothing is noted."""
        started = perf_counter()
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(SENDERS) as threads:
            work = [loop.run_in_executor(threads, self._send) for _ in range(SENDERS)]
            await asyncio.gather(*work)
        return {"rate": SENDERS * (TASKS // SENDERS) / (perf_counter() - started)}

    def _send(self) -> None:
        with smtplib.SMTP("127.0.0.1", self._place.port("mail")) as server:
            for _ in range(TASKS // SENDERS):
                server.sendmail("a@jiangxin.example", ["b@jiangxin.example"], _LETTER)


async def run(bench: Bench) -> Outcome:
    """Takes the turns and compares."""
    async with installation(bench.folder) as place:
        await asyncio.gather(
            place.start_postgres(["notifier"]), place.start_nats(), place.start_mail()
        )
        notices = Notices(place)
        await notices.list_owners()
        figures = await take_turns(bench, MEASUREMENT.title, _contenders(notices))
    beside = Text("通知 ÷ 只发信", "telling beside only sending")
    return Outcome(figures, [Claim(beside, ratios(figures, "notifier", "sending"))], place.troubles)


def _contenders(notices: Notices) -> list[Contender]:
    return [
        Contender(
            "notifier",
            Text("通知服务，一个进程（封）", "the notifier, one process (letters)"),
            7.0,
            notices.notifier,
        ),
        Contender(
            "sending",
            Text("只发信，16 个连接（封）", "only sending, 16 connections (letters)"),
            2.0,
            notices.only_sending,
        ),
    ]


MEASUREMENT = Measurement(
    "notices",
    Text("通知：派出的任务成为寄出的信", "Notices: dispatched tasks become letters"),
    run,
)
