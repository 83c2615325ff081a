"""办不了、很难办、不给办 as the pages and the API show it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.requests import Request

from services.ledger.domain.beside.due_light import DueLight, due_light
from services.ledger.domain.pain_points.pain_point import PainPoint, offered
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle, PainState
from services.ledger.entrypoints.beside.area import Area, Fact, Field
from services.ledger.entrypoints.beside.turning import newest_first
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.pain_points import bodies, words
from services.ledger.entrypoints.pain_points.forms import fields_of
from services.ledger.handlers.beside.ports import Filters
from shared.language import Text

SHOWN = 50
_LIGHTS = {
    PainState.CLAIMED: DueLight("green", "在解决", "in hand"),
    PainState.RESOLVED: DueLight("done", "已解决", "resolved"),
}


class PainArea(Area):
    """The matrix and the list behind it."""

    slug = "pain-points"
    title = Text("痛点台账", "Pain points")
    lead = Text(
        "办不了、很难办、不给办，各是什么原因，由哪个单位认领解决。",
        "What cannot be done, is hard to get done or is refused; why; and which unit takes it on.",
    )
    template = "beside/pain_points.html"
    record = PainPoint
    entering = bodies.EnterBody
    bodies = bodies.BODIES
    acts = words.ACTS
    guards = words.GUARDS
    field_of = words.FIELD_OF
    labels = words.LABELS
    filters = ("state", "obstacle", "cause", "unit_code", "task_number")

    def scope(self, seen: Visit) -> Filters:
        """Everybody sees them: they wait for a unit to come forward."""
        return {}

    def may_read(self, entry: PainPoint, seen: Visit) -> bool:
        """Every officer."""
        return True

    def heading(self, entry: PainPoint) -> str:
        """What cannot be done."""
        return entry.what

    def offered(self, entry: PainPoint, seen: Visit) -> Sequence[str]:
        """By the domain."""
        return [act.value for act in offered(entry, seen.actor, self.today(seen))]

    def fields(self, act: str, seen: Visit, entry: PainPoint | None) -> Sequence[Field]:
        """The forms."""
        return fields_of(act, seen)

    def light(self, entry: PainPoint, seen: Visit) -> DueLight:
        """Until it is claimed, how long units may still come forward."""
        if entry.state is not PainState.UNCLAIMED:
            return _LIGHTS[entry.state]
        due = due_light(entry.claim_by, self.today(seen))
        return DueLight(due.colour, f"待认领，{due.zh}", f"to be claimed, {due.en}")

    def facts(self, entry: PainPoint, names: Names) -> Sequence[Fact]:
        """The entry, line by line."""
        pairs = [
            Fact(Text("哪一种", "Kind"), words.OBSTACLES[entry.obstacle]),
            Fact(Text("原因", "Cause"), words.CAUSES[entry.cause]),
            Fact(Text("卡在哪一步", "Gets stuck at"), entry.step),
            Fact(Text("在哪里听到", "Heard at"), entry.heard_at),
            Fact(
                Text("来自任务", "From the task"),
                entry.task_number or "",
                f"/desk/tasks/{entry.task_number}",
            ),
            Fact(Text("认领单位", "Unit"), names.unit(entry.unit_code)),
            Fact(Text("认领期限", "To be claimed by"), entry.claim_by),
            Fact(Text("进展", "Progress"), entry.progress),
            *self._resolved(entry),
        ]
        return [each for each in pairs if each.value and each.value != Text("", "")]

    def _resolved(self, entry: PainPoint) -> list[Fact]:
        measure = f"#{entry.measure}" if entry.measure else ""
        return [
            *(
                [Fact(Text("结果", "Outcome"), words.OUTCOMES[entry.outcome])]
                if entry.outcome
                else []
            ),
            Fact(Text("怎样解决", "How"), entry.resolution),
            Fact(
                Text("服务措施", "Service measure"),
                measure,
                f"/desk/ledgers/service-measures/{entry.measure}",
            ),
            Fact(
                Text("办事事项", "Service item"),
                entry.service_item_code or "",
                f"/desk/items/{entry.service_item_code}",
            ),
        ]

    async def overview(self, request: Request, seen: Visit) -> dict[str, Any]:
        """The matrix of what is open (or of the state asked for), and the list of one of its cells."""
        query = request.query_params
        state = next((each for each in PainState if each == query.get("state")), None)
        states = (state.value,) if state else (PainState.UNCLAIMED.value, PainState.CLAIMED.value)
        chosen = {
            name: query[name]
            for name, kinds in (("obstacle", list(Obstacle)), ("cause", list(Cause)))
            if query.get(name) in kinds
        }
        filters: dict[str, Any] = {"state": states}
        load = partial(self.book.page, {**filters, **chosen})
        leaf = await newest_first(request, SHOWN, load)
        tabs: list[tuple[PainState | None, Text, int]] = [
            (None, Text("未解决", "Open"), await self._count("unclaimed", "claimed"))
        ]
        tabs += [(each, words.STATES[each], await self._count(each.value)) for each in PainState]
        return {
            "matrix": await self.book.matrix(filters),
            "obstacles": words.OBSTACLES,
            "causes": words.CAUSES,
            "state": state,
            "tabs": tabs,
            "chosen": chosen,
            "leaf": leaf,
            "rows": [(point, self.light(point, seen)) for point in leaf.entries],
        }

    async def _count(self, *states: str) -> int:
        count: int = await self.book.count({"state": states})
        return count

    async def more(self, entry: PainPoint, seen: Visit) -> dict[str, Any]:
        """The light."""
        return {"light": self.light(entry, seen)}
