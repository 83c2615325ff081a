"""The officers' desk with a hundred thousand tasks: how long the server takes for each page, how large it is.

The ledger runs as in service, with PostgreSQL and NATS; pages are asked for one after the other over one
connection, by the officers who work with them. What is timed is from the request's last byte to the
answer's last, so the few tenths of a millisecond on the way are in it.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter
from uuid import UUID

import asyncpg
import httpx

from benchmarks.desk_pages import DISPATCHER, LISTS, OFFICERS, SEARCHES, Page
from benchmarks.installation import Installation, installation
from benchmarks.measurement import (
    Bench,
    Claim,
    Contender,
    Figures,
    Measurement,
    Outcome,
    Reading,
    Target,
)
from benchmarks.old_ledger import fill, read_words
from benchmarks.rounds import percentile, take_turns
from shared.language import Text
from shared.web.signing import TokenSigner
from shared.web.tokens import Officer

TASKS = 100_000
NEWEST = 2_000
"""Of them come when the index is there already, as all do in service."""
VISITS = 20
"""Of each page, a turn."""
SLOWEST_MS, LARGEST_KB = 150.0, 50.0
LONGEST_READING_SECONDS = 900.0
_LINKED = re.compile(r'href="(/desk/tasks/[\d-]+)"')


class DeskVisits:
    """Officers at their desk."""

    def __init__(self, place: Installation, client: httpx.AsyncClient) -> None:
        self._client = client
        key = (place.state.secrets / "ledger" / "token_private_key").read_text()
        self._sign = TokenSigner(key).sign

    def turn(self, page: Page) -> Callable[[], Awaitable[Reading]]:
        """Visits of one page, or of its addresses by turns."""

        async def visits() -> Reading:
            taken, sizes = [], []
            for index in range(VISITS):
                address = page.addresses[index % len(page.addresses)]
                started = perf_counter()
                answer = await self.get(page.officer, address)
                taken.append(1000 * (perf_counter() - started))
                sizes.append(len(answer.content) / 1000)
            return {
                "p50": percentile(taken, 0.5),
                "p95": percentile(taken, 0.95),
                "size": max(sizes),
            }

        return visits

    async def get(self, officer: Officer, address: str) -> httpx.Response:
        """A page in Chinese. Raises RuntimeError for anything but a page."""
        token = self._sign(officer)
        headers = {
            "authorization": f"Bearer {token}",
            "accept": "text/html",
            "accept-language": "zh",
        }
        answer = await self._client.get(address, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        return answer

    async def export(self) -> Reading:
        """The whole ledger as XLSX, read as it comes."""
        token, size, first = self._sign(DISPATCHER), 0, 0.0
        started = perf_counter()
        headers = {"authorization": f"Bearer {token}", "accept-language": "zh"}
        async with self._client.stream("GET", "/desk/ledger.xlsx?tab=all", headers=headers) as file:
            async for part in file.aiter_raw():
                first = first or 1000 * (perf_counter() - started)
                size += len(part)
        return {"rate": TASKS / (perf_counter() - started), "p50": first, "size": size / 1000}


async def run(bench: Bench) -> Outcome:
    """Takes the turns; the claims are absolute: the slowest page, the largest page."""
    async with installation(bench.folder) as place, _old_ledger(place) as visits:
        tasks = await _some_tasks(visits)
        pages = [
            *LISTS,
            *SEARCHES,
            Page("task", Text("任务页", "a task's page"), DISPATCHER, tasks),
        ]
        contenders = [_contender(page, visits) for page in pages]
        export = Contender(
            "xlsx", Text("导出全部为 XLSX（件）", "everything as XLSX (tasks)"), 30, visits.export
        )
        figures = await take_turns(bench, MEASUREMENT.title, contenders)
        once = Bench(1, bench.folder, bench.progress, bench.chance)
        taken = await take_turns(once, MEASUREMENT.title, [export])
    usual = [each for each in figures if each.name != "everywhere"]
    claims = [
        Claim(
            Text("最慢的页面，95% 在此时间内", "the slowest page, 95 % within"),
            _greatest(usual, "p95"), "ms", Target(SLOWEST_MS, at_least=False),
        ),
        Claim(
            Text("连最坏的词在内", "the worst word included"),
            _greatest(figures, "p95"), "ms", Target(SLOWEST_MS, at_least=False),
        ),
        Claim(
            Text("最大的页面", "the largest page"),
            _greatest(figures, "size"), "KB", Target(LARGEST_KB, at_least=False),
        ),
    ]  # fmt: skip
    return Outcome([*figures, *taken], claims, place.troubles)


def _greatest(figures: Sequence[Figures], quantity: str) -> tuple[float, ...]:
    """Round by round, over all pages."""
    return tuple(map(max, zip(*(each.values[quantity] for each in figures), strict=True)))


def _contender(page: Page, visits: DeskVisits) -> Contender:
    return Contender(page.name, page.label, 1.0, visits.turn(page))


@asynccontextmanager
async def _old_ledger(place: Installation) -> AsyncIterator[DeskVisits]:
    """The service on a ledger that has been in use for a year; it has read the newest words itself."""
    now = datetime.now(UTC)
    await asyncio.gather(place.start_postgres(["ledger"]), place.start_nats())
    async with place.database("ledger") as connection:
        await fill(connection, range(TASKS - NEWEST), TASKS, now)
        await read_words(connection, place.engine_url("ledger"))
        await fill(connection, range(TASKS - NEWEST, TASKS), TASKS, now)
        await begin_sessions(connection, now)
        await place.start_service("ledger")
        async with asyncio.timeout(LONGEST_READING_SECONDS):
            while await connection.fetchval("SELECT EXISTS (SELECT FROM words_waiting)"):
                await asyncio.sleep(1)
        await connection.execute("VACUUM (ANALYZE)")
    url = f"http://127.0.0.1:{place.port('ledger')}"
    async with httpx.AsyncClient(base_url=url, timeout=120) as client:
        yield DeskVisits(place, client)


async def begin_sessions(connection: asyncpg.Connection, now: datetime) -> None:
    """As if the officers had just signed in."""
    columns = ("session_id", "staff_id", "means", "begun_at", "seen_at")
    rows = [(UUID(each.session_id), each.staff_id, "password", now, now) for each in OFFICERS]
    await connection.copy_records_to_table("sessions", columns=columns, records=rows)


async def _some_tasks(visits: DeskVisits) -> list[str]:
    """Tasks of several lists."""
    pages = [await visits.get(DISPATCHER, LISTS[index].addresses[0]) for index in (0, 1, 5, 7)]
    return [address for page in pages for address in _LINKED.findall(page.text)[::8]]


MEASUREMENT = Measurement(
    "desk",
    Text("工作台：十万件任务", "The desk: a hundred thousand tasks"),
    run,
)
