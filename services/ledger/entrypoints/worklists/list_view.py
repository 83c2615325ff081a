"""A list as its template shows it: tabs, rows with their lights and passages, ages, choices to narrow it."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.ledger.domain.light import light
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.scope import scope_of
from services.ledger.domain.worklists.ageing import Age
from services.ledger.domain.worklists.sought import sought
from services.ledger.entrypoints.choice_words import LEVELS
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.entrypoints.words import STATES, TABS
from services.ledger.entrypoints.worklists.list_query import ListQuery, read_saved
from services.ledger.entrypoints.worklists.words import AGES
from services.ledger.handlers.lists import MOST_COUNTED, ListedTask, Tab, filter_of, tabs_for
from shared.language import Text
from shared.web.marking import Piece, passage, pieces

Tabs = list[tuple[Text, str, int | str | None, bool]]
"""Label, address, count, whether it is the current one."""


def counted(count: int) -> int | str:
    """A count as it is shown: no further than a thousand."""
    return count if count <= MOST_COUNTED else f"{MOST_COUNTED:,}+"


async def tabs_of(desk: Desk, seen: Visit, asked: ListQuery) -> tuple[Tabs, Tabs]:
    """The standing lists and the officer's own; searches are not counted, they would cost as much each."""
    kept = [
        (each.name, read_saved(each.query, seen.actor, seen.organisation))
        for each in await desk.filters.of(seen.actor.staff_id)
    ]
    standing = tabs_for(seen.actor)
    countable = [query for _, query in kept if not query.words]
    filters = [filter_of(tab, seen.actor, seen.now) for tab in standing]
    filters += [query.filter(seen) for query in countable]
    counts = list(map(counted, await desk.queries.counts(scope_of(seen.actor), filters)))
    by_query = dict(zip(countable, counts[len(standing) :], strict=True))
    plain = not asked.is_narrowed
    own: Tabs = [
        (Text(name, name), _address(query), by_query.get(query), query == asked)
        for name, query in kept
    ]
    return [
        (TABS[tab], _address(ListQuery(tab)), count, plain and tab is asked.tab)
        for tab, count in zip(standing, counts, strict=False)
    ], own


async def parts_of(desk: Desk, seen: Visit, asked: ListQuery) -> Tabs:
    """How a list divides: what is late by its age, what is supervised by its level."""
    queries: list[tuple[Text, ListQuery]] = []
    if asked.tab is Tab.OVERDUE and not asked.words:
        queries = [(AGES[age], ListQuery(asked.tab, late=age)) for age in Age]
    if asked.tab is Tab.SUPERVISION and not asked.words:
        queries = [(LEVELS[level], ListQuery(asked.tab, level=level)) for level in LEVELS]
    filters = [query.filter(seen) for _, query in queries]
    counts = await desk.queries.counts(scope_of(seen.actor), filters)
    return [
        (label, _address(query), counted(count), query == asked)
        for (label, query), count in zip(queries, counts, strict=True)
    ]


def rows_of(
    desk: Desk, seen: Visit, asked: ListQuery, tasks: Sequence[ListedTask]
) -> list[Mapping[str, Any]]:
    """Each task with its light, its title in pieces and the passage that says what was looked for."""
    words = sought(asked.words).words
    return [
        {
            "listed": each,
            "task": each.task,
            "light": light(each.task, seen.now, desk.rulebook),
            "title": pieces(each.title, words),
            "passage": _passage(each, words),
        }
        for each in tasks
    ]


def _passage(each: ListedTask, words: Sequence[str]) -> list[Piece]:
    """Around what the title does not say already; nothing where it says all."""
    title = each.title.lower()
    return passage(each.content, [word for word in words if word not in title])


def choices_of(organisation: Organisation) -> Mapping[str, list[tuple[str, Text]]]:
    """What a list can be narrowed by, by the name of the query value."""
    return {
        "unit": [(each.code, Text(each.name_zh, each.name_en)) for each in organisation.units],
        "state": [(state.value, words) for state, words in STATES.items()],
        "category": [
            (each.code, Text(each.name_zh, each.name_en)) for each in organisation.categories
        ],
        "district": [
            (each.code, Text(each.name_zh, each.name_en)) for each in organisation.districts
        ],
        "late": [(age.value, words) for age, words in AGES.items()],
    }


def _address(query: ListQuery) -> str:
    return f"/desk/tasks?{query.written()}"
