"""`jiangxin verify`: do the four databases tell the same story? Receipts = tasks = facts."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

import asyncpg
from rich.table import Table

from local.state import State
from local.words import CannotGoOn, in_words
from shared.language import Text
from shared.provision import SERVICES

SHOWN = 20
"""Offending numbers printed for each check; JSON has all of them."""

RECEIPTS = "SELECT number FROM complaints"
TASKS = "SELECT complaint_number AS number FROM tasks WHERE complaint_number IS NOT NULL"
RECEIVED_FACTS = "SELECT complaint_number AS number FROM cases WHERE received_at IS NOT NULL"
REGISTERED_FACTS = "SELECT complaint_number AS number FROM cases WHERE registered_at IS NOT NULL"
WAITING = "SELECT event_id::text AS number FROM outbox WHERE published_at IS NULL"
PARKED = "SELECT consumer || ' ' || message_id AS number FROM parked_messages"


@dataclass(frozen=True)
class Check:
    """One thing that must hold. `offending` is empty exactly when it does."""

    code: str
    zh: str
    en: str
    count: int
    offending: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.offending

    def still(self, earlier: "Check") -> "Check":
        """This look, with only those offending that offended in the earlier one."""
        both = set(self.offending) & set(earlier.offending)
        return replace(self, offending=tuple(sorted(both)))


async def verify(state: State, *, within: float) -> list[Check]:
    """Every check, looked at again while something is amiss, for up to `within` seconds.

    Only what is amiss in every look counts: under load something is always on its way.

    Raises:
        CannotGoOn: a database cannot be read.
    """
    deadline = time.monotonic() + within
    checks = await _ask_all(state)
    while not all(check.holds for check in checks) and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
        checks = [new.still(old) for new, old in zip(await _ask_all(state), checks, strict=True)]
    return checks


def as_json(checks: list[Check]) -> dict[str, object]:
    return {
        "clean": all(check.holds for check in checks),
        "checks": [{**asdict(check), "holds": check.holds} for check in checks],
    }


def as_table(checks: list[Check]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (Text("核对", "check"), Text("数量", "count"), Text("结果", "result")):
        table.add_column(in_words(heading), overflow="fold")
    for check in checks:
        table.add_row(in_words(Text(check.zh, check.en)), str(check.count), _result(check))
    return table


def missing(wanted: list[str], found: list[str]) -> tuple[str, ...]:
    """What is wanted and not there, sorted.

    >>> missing(["a", "b"], ["b"])
    ('a',)
    """
    return tuple(sorted(set(wanted) - set(found)))


def twice(numbers: Iterable[str]) -> tuple[str, ...]:
    """What occurs more than once, sorted.

    >>> twice(["a", "b", "a"])
    ('a',)
    """
    return tuple(sorted(number for number, count in Counter(numbers).items() if count > 1))


async def _ask_all(state: State) -> list[Check]:
    """Downstream first: what is on its way then counts as not arrived yet, never as too much."""
    registered, received = await _numbers(state, "metrics", REGISTERED_FACTS, RECEIVED_FACTS)
    (tasks,) = await _numbers(state, "ledger", TASKS)
    (receipts,) = await _numbers(state, "intake", RECEIPTS)
    checks = _story(receipts, tasks, received, registered)
    for service in SERVICES:
        waiting, parked = await _numbers(state, service, WAITING, PARKED)
        checks += _nothing_left(service, waiting, parked)
    return checks


def _story(
    receipts: list[str], tasks: list[str], received: list[str], registered: list[str]
) -> list[Check]:
    return [
        *_receipts_and_tasks(receipts, tasks),
        *_facts(receipts, tasks, received, registered),
        Check(
            "no-number-twice",
            "没有重复的编号",
            "no number twice",
            len(receipts),
            tuple(sorted({*twice(receipts), *twice(tasks), *twice(received)})),
        ),
    ]


def _receipts_and_tasks(receipts: list[str], tasks: list[str]) -> list[Check]:
    return [
        Check(
            "receipts-have-tasks",
            "每张回执都有任务",
            "every receipt has a task",
            len(receipts),
            missing(receipts, tasks),
        ),
        Check(
            "tasks-have-receipts",
            "每条任务都有回执",
            "every task has a receipt",
            len(tasks),
            missing(tasks, receipts),
        ),
    ]


def _facts(
    receipts: list[str], tasks: list[str], received: list[str], registered: list[str]
) -> list[Check]:
    facts = [*received, *registered]
    return [
        Check(
            "receipts-are-counted",
            "每张回执都计入数据",
            "every receipt is counted",
            len(received),
            missing(receipts, received),
        ),
        Check(
            "tasks-are-counted",
            "每条任务都计入数据",
            "every task is counted",
            len(registered),
            missing(tasks, registered),
        ),
        Check(
            "facts-have-receipts",
            "数据都有出处",
            "every fact has a receipt",
            len(set(facts)),
            missing(facts, [*receipts, *tasks]),
        ),
    ]


def _nothing_left(service: str, waiting: list[str], parked: list[str]) -> list[Check]:
    return [
        Check(
            f"{service}-outbox-drained",
            f"{service} 的消息都已发出",
            f"{service} has published everything",
            len(waiting),
            tuple(waiting),
        ),
        Check(
            f"{service}-nothing-parked",
            f"{service} 没有搁置的消息",
            f"{service} has put nothing aside",
            len(parked),
            tuple(parked),
        ),
    ]


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


def _result(check: Check) -> str:
    if check.holds:
        return in_words(Text("[green]✓ 相符[/]", "[green]✓ holds[/]"))
    shown = ", ".join(check.offending[:SHOWN])
    more = len(check.offending) - SHOWN
    rest = Text(f" …… 另有 {more} 个", f" … and {more} more") if more > 0 else Text("", "")
    word = in_words(Text("不符", "does not hold"))
    return f"[red]✗ {word}[/]: {shown}{in_words(rest)}"
