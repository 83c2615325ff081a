"""服务清单 as the pages and the API show it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.requests import Request

from services.ledger.domain.beside.due_light import DueLight
from services.ledger.domain.scope import may_see
from services.ledger.domain.service_measures.measure import (
    MeasureAct,
    MeasureState,
    ServiceMeasure,
    offered,
)
from services.ledger.entrypoints.beside.area import Area, Fact, Field
from services.ledger.entrypoints.beside.choices import own_unit, units_for
from services.ledger.entrypoints.beside.turning import newest_first
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.service_measures import bodies, words
from services.ledger.handlers.beside.ports import Filters
from shared.language import Text

SHOWN = 50
_LIGHTS = {
    MeasureState.IN_FORCE: DueLight("green", "正在提供", "offered now"),
    MeasureState.WITHDRAWN: DueLight("none", "已停止", "withdrawn"),
}


class MeasureArea(Area):
    """The list of services."""

    slug = "service-measures"
    title = Text("服务清单", "Service measures")
    lead = Text(
        "办结的问题变成长期的服务：以后怎么办、给谁用、用了多少次。",
        "What closed problems have become: what is done from now on, for whom, how often used.",
    )
    template = "beside/service_measures.html"
    record = ServiceMeasure
    entering = bodies.EnterBody
    bodies = bodies.BODIES
    acts = words.ACTS
    guards = words.GUARDS
    field_of = words.FIELD_OF
    labels = words.LABELS
    filters = ("state", "unit_code", "service_item_code")

    def scope(self, seen: Visit) -> Filters:
        """Services are for everybody to know of."""
        return {}

    def may_read(self, entry: ServiceMeasure, seen: Visit) -> bool:
        """Every officer."""
        return True

    def heading(self, entry: ServiceMeasure) -> str:
        """What is done."""
        return entry.promise

    def offered(self, entry: ServiceMeasure, seen: Visit) -> Sequence[str]:
        """By the domain."""
        return [act.value for act in offered(entry, seen.actor)]

    def fields(self, act: str, seen: Visit, entry: ServiceMeasure | None) -> Sequence[Field]:
        """The forms."""
        today = self.today(seen).isoformat()
        if act == MeasureAct.USE:
            return [
                Field("used_on", Text("哪天", "On"), "date", value=today),
                Field("times", Text("多少次", "How often"), "number", value="1"),
                Field("words", Text("说明", "Note"), required=False),
            ]
        if act == MeasureAct.ADD_TASK:
            return [Field("task_number", Text("已办结任务的编号", "Number of the closed task"))]
        if act == MeasureAct.WITHDRAW:
            return [Field("reason", Text("为什么停止", "Why"), "text")]
        return self._entering(seen, today)

    def _entering(self, seen: Visit, today: str) -> list[Field]:
        several = Text(
            "已办结任务的编号，有几件写几件。", "Numbers of closed tasks, as many as there are."
        )
        unit = Text("由哪个单位提供", "Which unit offers it")
        item = Text("办事事项编码", "Service item code")
        return [
            Field("promise", Text("以后怎么办", "What is done from now on"), "text"),
            Field("for_whom", Text("给谁用", "For whom")),
            Field("unit_code", unit, "select", units_for(seen), value=own_unit(seen)),
            Field("since", Text("从哪天起", "Since"), "date", value=today),
            Field("source_tasks", Text("来自哪些任务", "The problems behind it"), hint=several),
            Field("service_item_code", item, required=False),
        ]

    def facts(self, entry: ServiceMeasure, names: Names) -> Sequence[Fact]:
        """The entry, line by line."""
        found = [
            Fact(Text("给谁用", "For whom"), entry.for_whom),
            Fact(Text("单位", "Unit"), names.unit(entry.unit_code)),
            Fact(Text("从哪天起", "Since"), entry.since),
            Fact(Text("用了多少次", "Times used"), str(entry.uses)),
        ]
        if entry.service_item_code:
            href = f"/desk/items/{entry.service_item_code}"
            found.append(Fact(Text("办事事项", "Service item"), entry.service_item_code, href))
        if entry.withdrawn_on:
            found.append(Fact(Text("停止", "Withdrawn on"), entry.withdrawn_on))
        return found

    async def overview(self, request: Request, seen: Visit) -> dict[str, Any]:
        """Those of one state, the newest first, with tabs for the two states."""
        asked = request.query_params.get("state", "")
        state = next((each for each in MeasureState if each == asked), MeasureState.IN_FORCE)
        tabs = [
            (words.STATES[each], each.value, await self.book.count({"state": each.value}))
            for each in MeasureState
        ]
        load = partial(self.book.page, {"state": state.value})
        leaf = await newest_first(request, SHOWN, load)
        return {"tabs": tabs, "state": state, "leaf": leaf}

    async def more(self, entry: ServiceMeasure, seen: Visit) -> dict[str, Any]:
        """The light, the months, and the problems: by title where the reader may see the task."""
        seen_tasks = {
            each.task.number: each
            for each in await self.book.tasks(entry.source_tasks)
            if may_see(seen.actor, each.task)
        }
        return {
            "light": _LIGHTS[entry.state],
            "months": await self.book.uses_by_month(entry.number),
            "tasks": [(number, seen_tasks.get(number)) for number in entry.source_tasks],
            "part": "beside/measure_part.html",
        }

    async def shown_more(self, entry: ServiceMeasure) -> dict[str, Any]:
        """The months."""
        months = await self.book.uses_by_month(entry.number)
        return {"uses_by_month": [{"month": month, "times": times} for month, times in months]}
