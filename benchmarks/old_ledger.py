"""A ledger that has been in use for a year: a hundred thousand tasks as an office has them.

Nearly all are over; of the others some wait in the tray, most are in hand, some of those late, a few asked
back, pressed for or waiting to be audited. Written for this project; the same seed gives the same ledger.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

from benchmarks.complaints import BACKGROUND, DISTRICTS, MATTERS, STREETS, WISHES
from services.ledger.adapters.worklists.word_index import WordIndex
from services.ledger.domain.chain import NO_ENTRY, Seal
from services.ledger.domain.states import Action
from services.ledger.domain.trail import TrailEntry
from shared.database import make_engine

BATCH = 5_000
_SLOW = ("task_words_by_grams", "task_words_by_sketch")
UNITS = {
    "market": ("market-regulation", "zhang-wei", "gao-xiang", "zhao-lei"),
    "food": ("market-regulation", "gao-xiang", "zhang-wei"),
    "security": ("public-security", "he-ping"),
    "medical": ("health", "lin-yue"),
    "housing": ("housing", "ma-chao", "tang-xin"),
    "labour": ("human-resources", "deng-yu"),
    "transport": ("transport", "yang-bo"),
    "city": ("urban-management", "feng-yan", "song-jie"),
    "services": ("government-services", "guo-ying"),
}
STATES = {
    "written_off": 78_000,
    "closed": 9_000,
    "merged": 2_500,
    "answered": 1_500,
    "declined": 1_000,
    "handling": 3_600,
    "signed": 1_200,
    "dispatched": 1_300,
    "reported": 700,
    "call_back": 500,
    "registered": 350,
    "accepted": 150,
    "extension_pending": 120,
    "return_pending": 80,
}
"""Of a hundred thousand."""
_OVER = frozenset({"written_off", "closed", "merged", "answered", "declined"})
_TRAY = frozenset({"registered", "accepted"})
_FIRST = "金银福康安和顺祥瑞锦翠云星晨春秋月海江河湖山林松柏梅兰竹菊"
_SECOND = "苑园庭府居湾城里坊舍轩台岸岭溪谷川泉洲浦"
_SHOPS = (
    "便利店",
    "棋牌室",
    "汽修铺",
    "烧烤店",
    "培训班",
    "快递点",
    "理发店",
    "药房",
    "网吧",
    "幼儿园",
)
_COLUMNS = tuple(
    """
    task_number complaint_number state version title content channel nature category_code district_code
    confidential has_contact wants_reply language received_at registered_at unit_code owner_id hop rule_code
    dispatched_at due_at deadline_rule calendar_version signed_at reported_at reporter_id result closed_at
    measures supervision resolved satisfied written_off_at written_off_by
    """.split()  # noqa: SIM905 - a list of forty lines says no more
)
_TRAIL = (
    "task_number",
    "sequence",
    "at",
    "actor",
    "through",
    "action",
    "before",
    "after",
    "digest",
)

Row = tuple[Any, ...]


async def fill(connection: asyncpg.Connection, which: range, count: int, now: datetime) -> None:
    """Write these of so many tasks with their trails; the last of all is registered just before `now`."""
    for first in range(which.start, which.stop, BATCH):
        rows = list(_tasks(first, min(first + BATCH, which.stop), count, now))
        async with connection.transaction():
            await connection.copy_records_to_table("tasks", columns=_COLUMNS, records=rows)
            trail = [entry for row in rows for entry in _trail(row)]
            await connection.copy_records_to_table("trail", columns=_TRAIL, records=trail)
    await connection.execute("VACUUM (ANALYZE) tasks")


async def read_words(connection: asyncpg.Connection, url: str) -> None:
    """As the service reads them, but with the index made afterwards, in a fifth of the time."""
    made = [
        await connection.fetchval("SELECT pg_get_indexdef($1::regclass)", name) for name in _SLOW
    ]
    await connection.execute(f"DROP INDEX {', '.join(_SLOW)}")
    engine = make_engine(url)
    try:
        await WordIndex(engine)()
    finally:
        await engine.dispose()
    for statement in made:
        await connection.execute(statement, timeout=600)


def number_of(index: int, at: datetime) -> str:
    """A task number of that day; check digits as an office has them."""
    day = f"{at:%y%m%d}{index % 1_000_000:06}"
    return f"{day[:6]}-{day[6:]}-{98 - int(day) * 100 % 97:02}"


def _tasks(first: int, end: int, count: int, now: datetime) -> Iterator[Row]:
    states = [name for name, share in STATES.items() for _ in range(share)]
    chance = random.Random(first)
    for index in range(first, end):
        registered = now - timedelta(days=365) * ((count - index) / count)
        # What is open is mostly new: the newest twelfth holds nearly all of it.
        state = chance.choice(states)
        recent = index > count * 11 / 12
        if recent and state in _OVER and chance.random() < 0.75:
            state = chance.choice(states[92_000:])
        elif not recent and state not in _OVER and chance.random() < 0.9:
            state = "written_off"
        yield _task(index, state, registered.replace(microsecond=0), chance)


def _task(index: int, state: str, at: datetime, chance: random.Random) -> Row:
    category, title, what = MATTERS[chance.randrange(len(MATTERS))]
    place = f"{chance.choice(_FIRST)}{chance.choice(_FIRST)}{chance.choice(_SECOND)}"
    where = f"{chance.choice(STREETS)}{chance.randrange(1, 300)}号{place}"
    number = number_of(index, at)
    unit, *people = UNITS[category.split("-", maxsplit=1)[0]]
    sent = state not in _TRAY
    over = state in _OVER
    due = at + timedelta(days=7)
    answered = at + timedelta(days=chance.choice((1, 2, 3, 4, 5, 6, 9)))
    owner = chance.choice(people) if sent else None
    reported = answered if over or state in ("reported", "call_back") else None
    pressed = sent and not over and chance.random() < 0.05
    measures = (
        [{"text": f"{title}：现场核实并整改，列入巡检", "due_at": None}] if reported else None
    )
    text = (
        f"{where}，{what}。旁边的{place}{chance.choice(_SHOPS)}也一样。{BACKGROUND}"
        f"{what}，前后已经有{chance.randrange(2, 9)}次。{chance.choice(WISHES)}"
    )
    return (
        number, number, state, 2, f"{where}：{title}", text,
        chance.choice(("web_form", "hotline", "hotline", "kiosk", "complaint_desk")), "complaint",
        category, chance.choice(DISTRICTS), chance.random() < 0.05, True, True, "zh",
        at - timedelta(seconds=2), at, unit if sent else None, owner, 1 if sent else 0,
        "streets" if sent else None, at if sent else None, due if sent else None,
        "ordinary" if sent else None, "cn-2026" if sent else None,
        None if state == "dispatched" or not sent else at + timedelta(hours=3),
        reported, owner if reported else None, "resolved" if reported else None,
        answered + timedelta(days=1) if over else None,
        json.dumps(measures, ensure_ascii=False) if measures else None,
        chance.choice(("reminded", "reminded", "supervised", "listed")) if pressed else None,
        chance.random() < 0.8 if over else None, chance.random() < 0.7 if over else None,
        answered + timedelta(days=3) if state == "written_off" else None,
        "chen-jing" if state == "written_off" else None,
    )  # fmt: skip


def _trail(row: Row) -> Iterator[Row]:
    """Registered and, where it was sent, dispatched; chained as the service chains them."""
    facts = dict(zip(_COLUMNS, row, strict=True))
    before = NO_ENTRY
    for sequence, action in enumerate((Action.REGISTER, Action.DISPATCH), 1):
        after = {"state": facts["state"], "unit_code": facts["unit_code"]} if sequence == 2 else {}
        at = facts["registered_at"].astimezone(UTC)
        number = facts["task_number"]
        entry = TrailEntry(number, sequence, at, "ledger", None, "routing", action, {}, after)
        before = Seal(entry).digest(number, before)
        told = json.dumps(after, ensure_ascii=False)
        yield (number, sequence, at, "ledger", "routing", action.value, "{}", told, before)
