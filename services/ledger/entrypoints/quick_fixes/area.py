"""快查快改 as the pages and the API show it."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from starlette.requests import Request

from services.ledger.domain.beside.due_light import DueLight, due_light
from services.ledger.domain.quick_fixes.quick_fix import (
    LONGEST_DAYS,
    QuickFix,
    QuickFixState,
    offered,
)
from services.ledger.entrypoints.beside.area import Area, Fact, Field
from services.ledger.entrypoints.beside.choices import own_unit, people_of, units_for
from services.ledger.entrypoints.beside.turning import newest_first
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.quick_fixes import bodies, words
from shared.language import Text

SHOWN = 50
"""In each column, and on a page of one column."""
USUAL_DAYS = 3


class QuickFixArea(Area):
    """The board."""

    slug = "quick-fixes"
    title = Text("快查快改", "Quick fixes")
    lead = Text(
        "几天内能改好的问题：谁发现、谁来改、哪天以前、凭什么说改好了。",
        "Problems mended within days: who mends them, by when, and what proves it.",
    )
    template = "beside/quick_fixes.html"
    record = QuickFix
    entering = bodies.EnterBody
    bodies = bodies.BODIES
    acts = words.ACTS
    guards = words.GUARDS
    field_of = words.FIELD_OF
    labels = words.LABELS
    filters = ("state", "unit_code", "owner_id", "task_number")

    def heading(self, entry: QuickFix) -> str:
        """What is wrong."""
        return entry.what

    def offered(self, entry: QuickFix, seen: Visit) -> Sequence[str]:
        """By the machine."""
        return [act.value for act in offered(entry, seen.actor)]

    def light(self, entry: QuickFix, seen: Visit) -> DueLight:
        """How near the day due is; once mended, whether it was in time no longer matters."""
        if entry.state is QuickFixState.MENDED:
            return DueLight("done", "已改好", "mended")
        return due_light(entry.due_on, self.today(seen))

    def fields(self, act: str, seen: Visit, entry: QuickFix | None) -> Sequence[Field]:
        """The forms."""
        if act == "take" and entry:
            people = people_of(seen.organisation, entry.unit_code)
            me = seen.actor.staff_id if seen.actor.staff_id != entry.owner_id else ""
            owner = Text("由谁来改", "Who mends it")
            return [Field("owner_id", owner, "select", people, value=me)]
        if act == "mend":
            hint = Text(
                "做了什么，照片存在哪里或记录的编号。",
                "What was done, and where the photo is kept or the record's number.",
            )
            return [Field("proof", Text("凭据", "Proof"), "text", hint=hint)]
        if act == "reopen":
            return [Field("reason", Text("哪里没改好", "What is still wrong"), "text")]
        return self._entering(seen)

    def _entering(self, seen: Visit) -> list[Field]:
        today = self.today(seen)
        latest = Text(
            f"最多 {LONGEST_DAYS} 天；要更久的按任务办理。",
            f"{LONGEST_DAYS} days at most; what takes longer is a task.",
        )
        how = Text(
            "例如走访、热线、窗口体验。不要写反映人的姓名。",
            "A visit, the hotline, a walk-through. Not the name of who complained.",
        )
        due = (today + timedelta(days=USUAL_DAYS)).isoformat()
        return [
            Field("what", Text("什么问题", "What is wrong"), "text"),
            Field("place", Text("在哪里", "Where")),
            Field("found_by", Text("怎样发现的", "How it was found"), hint=how),
            Field("found_on", Text("哪天发现的", "Found on"), "date", value=today.isoformat()),
            Field(
                "unit_code",
                Text("由哪个单位改", "Which unit mends it"),
                "select",
                units_for(seen),
                value=own_unit(seen),
            ),
            Field(
                "due_on", Text("哪天以前改好", "To be mended by"), "date", hint=latest, value=due
            ),
            Field("task_number", Text("来自哪件任务", "The task it came from"), required=False),
        ]

    def facts(self, entry: QuickFix, names: Names) -> Sequence[Fact]:
        """The entry, line by line."""
        found = [
            Fact(Text("状态", "State"), words.STATES[entry.state]),
            Fact(Text("地点", "Where"), entry.place),
            Fact(Text("怎样发现", "How it was found"), entry.found_by),
            Fact(Text("发现", "Found on"), entry.found_on),
            Fact(Text("期限", "To be mended by"), entry.due_on),
            Fact(Text("单位", "Unit"), names.unit(entry.unit_code)),
        ]
        if entry.owner_id:
            found.append(Fact(Text("责任人", "Owner"), names.person(entry.owner_id)))
        if entry.task_number:
            href = f"/desk/tasks/{entry.task_number}"
            found.append(Fact(Text("来自任务", "From the task"), entry.task_number, href))
        if entry.proof:
            found.append(Fact(Text("凭据", "Proof"), entry.proof))
        return found

    async def overview(self, request: Request, seen: Visit) -> dict[str, Any]:
        """Three columns, each with its count, the newest first; or one of them page by page."""
        asked = request.query_params.get("state", "")
        chosen = next((each for each in QuickFixState if each == asked), None)
        columns, leaf = [], None
        for state in [chosen] if chosen else QuickFixState:
            filters = {**self.scope(seen), "state": state.value}
            leaf = await newest_first(request, SHOWN, partial(self.book.page, filters))
            count = await self.book.count(filters)
            cards = [(entry, self.light(entry, seen)) for entry in leaf.entries]
            columns.append((state, words.STATES[state], count, cards, words.NOTHING[state]))
        return {"columns": columns, "leaf": leaf, "chosen": chosen}

    async def more(self, entry: QuickFix, seen: Visit) -> dict[str, Any]:
        """The light."""
        return {"light": self.light(entry, seen)}
