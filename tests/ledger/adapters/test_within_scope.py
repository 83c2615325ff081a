"""What the database finds within a scope is what the domain admits: the whole matrix of readers."""

from dataclasses import replace
from itertools import product

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.tables import TASKS
from services.ledger.adapters.task_rows import values_of
from services.ledger.adapters.worklists.conditions import branches, within
from services.ledger.domain.scope import may_see, scope_of
from services.ledger.domain.task import Task
from services.ledger.handlers.lists import TaskFilter
from shared.database import transaction
from tests.ledger.complaints import number
from tests.ledger.conftest import MONDAY_MORNING
from tests.ledger.domain.rights_table import HELPS, LEAD, OTHER
from tests.ledger.domain.test_rights import actors

FACTS = {
    "title": "路灯",
    "content": "路灯",
    "channel": "web",
    "nature": "complaint",
    "confidential": False,
    "has_contact": True,
    "wants_reply": True,
    "language": "zh",
    "received_at": MONDAY_MORNING,
    "registered_at": MONDAY_MORNING,
}


def every_kind() -> list[Task]:
    kinds = product(
        (None, LEAD, OTHER),
        ((), (HELPS,), (LEAD, HELPS)),
        (None, "zhang-wei"),
        (None, "city-lighting", "food-safety"),
        ((), ("song-jie",), ("song-jie", "zhang-wei")),
    )
    return [
        replace(
            Task(number(index)),
            unit_code=unit,
            assist_units=assists,
            owner_id=owner,
            category_code=category,
            recused=recused,
        )
        for index, (unit, assists, owner, category, recused) in enumerate(kinds, 1)
    ]


async def test_the_query_and_the_domain_agree_for_every_reader(ledger: AsyncEngine) -> None:
    tasks = every_kind()
    rows = [
        {
            **FACTS,
            **values_of(task),
            "task_number": task.number,
            "complaint_number": task.number,
            "category_code": task.category_code,
        }
        for task in tasks
    ]
    async with transaction(ledger) as connection:
        await connection.execute(insert(TASKS), rows)
    scopes = {scope_of(by): by for by in actors()}
    async with ledger.connect() as connection:
        for scope, by in scopes.items():
            query = select(TASKS.c.task_number).where(*within(scope))
            found = set((await connection.execute(query)).scalars())
            assert found == {task.number for task in tasks if may_see(by, task)}, by
            parts = [
                number
                for part in branches(scope, TaskFilter())
                for number in (
                    await connection.execute(select(TASKS.c.task_number).where(*part))
                ).scalars()
            ]
            assert sorted(parts) == sorted(found), "the parts share no task and leave out none"
