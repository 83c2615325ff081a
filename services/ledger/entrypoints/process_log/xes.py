"""The log as XES, one trace a task, and as CSV with the column names pm4py knows, one line an event.

Source: IEEE 1849-2016 and 1849-2023 (eXtensible Event Stream), with the extensions concept, time,
organizational and lifecycle of https://www.xes-standard.org.
"""

import csv
import io
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from xml.sax.saxutils import quoteattr

from services.ledger.domain.process_log.case import Case, Facts, Value
from shared.clock import CHINA

Cases = AsyncIterator[Sequence[Case]]
EVENT = (
    "concept:name",
    "time:timestamp",
    "lifecycle:transition",
    "org:resource",
    "org:group",
    "org:role",
    "sequence",
    "on_behalf_of",
    "through",
    "state",
    "unit",
)
"""Attributes of an event, in the order of the CSV's columns."""
CASE = (
    "registered_at",
    "state",
    "over",
    "unit",
    "category",
    "district",
    "channel",
    "nature",
    "service_item",
    "confidential",
    "due_at",
    "closed_at",
    "result",
    "resolved",
    "satisfied",
    "hops",
    "redone",
    "cycle",
)
"""Attributes of a case beside its number; in the CSV each begins with `case:`."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace"><string key="concept:name" value="-"/></global>
<global scope="event">
<string key="concept:name" value="-"/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
<string key="lifecycle:transition" value="complete"/>
<string key="org:resource" value="-"/>
</global>
<classifier name="Activity" scope="event" keys="concept:name"/>
<classifier name="Resource" scope="event" keys="org:resource"/>
<string key="concept:name" value="jiangxin ledger"/>
<string key="lifecycle:model" value="standard"/>
"""


async def as_xes(cases: Cases) -> AsyncIterator[bytes]:
    """The document, a part of it for each part of the cases."""
    yield _HEAD.encode()
    async for part in cases:
        yield "".join(map(_trace, part)).encode()
    yield b"</log>\n"


async def as_csv(cases: Cases) -> AsyncIterator[bytes]:
    """UTF-8, a line for each event; the case's attributes on each. No mark at the start: pandas reads it."""
    yield _lines([["case:concept:name", *EVENT, *(f"case:{name}" for name in CASE)]])
    async for part in cases:
        yield _lines([line for case in part for line in _rows(case)])


def _trace(case: Case) -> str:
    events = "".join(f"<event>\n{_attributes(event)}</event>\n" for event in case.events)
    return f"<trace>\n{_attributes(case.facts)}{events}</trace>\n"


def _attributes(facts: Facts) -> str:
    return "".join(
        f'<{_kind(value)} key="{name}" value={quoteattr(_written(value))}/>\n'
        for name, value in facts.items()
    )


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "int"
    return "date" if isinstance(value, datetime) else "string"


def _written(value: Value) -> str:
    """Moments with their zone, on China's clocks; true and false as XML Schema has them."""
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat(timespec="microseconds")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rows(case: Case) -> list[list[str]]:
    facts = [_cell(case.facts, name) for name in CASE]
    number = _cell(case.facts, "concept:name")
    return [[number, *(_cell(event, name) for name in EVENT), *facts] for event in case.events]


def _cell(facts: Facts, name: str) -> str:
    return _written(facts[name]) if name in facts else ""


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()
