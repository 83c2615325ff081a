"""挂点联系 as the pages and the API show it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.requests import Request

from services.ledger.domain.beside.due_light import DueLight, due_light
from services.ledger.domain.liaison.assignment import (
    Assignment,
    LiaisonState,
    days_overdue,
    offered,
)
from services.ledger.entrypoints.beside.area import Area, Fact, Field
from services.ledger.entrypoints.beside.turning import soonest_first
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.liaison import bodies, words
from services.ledger.entrypoints.liaison.forms import fields_of
from services.ledger.entrypoints.names import Names
from services.ledger.handlers.liaison.ports import KeptContact
from shared.clock import CHINA
from shared.language import Text

SHOWN = 50


class LiaisonArea(Area):
    """Who is overdue comes first."""

    slug = "liaison"
    title = Text("挂点联系", "Liaison")
    lead = Text(
        "哪位干部联系哪家企业、哪个村、哪所学校，多久没联系了。",
        "Which official keeps in touch with whom, and for how long they have not.",
    )
    template = "beside/liaison.html"
    record = Assignment
    entering = bodies.EnterBody
    bodies = bodies.BODIES
    acts = words.ACTS
    guards = words.GUARDS
    field_of = words.FIELD_OF
    labels = words.LABELS
    filters = ("state", "staff_id", "kind", "unit_code")

    def may_read(self, entry: Assignment, seen: Visit) -> bool:
        """Their unit, the city-wide roles, and the official and the backup themselves."""
        people = {entry.staff_id, entry.backup_id}
        return seen.actor.staff_id in people or super().may_read(entry, seen)

    def heading(self, entry: Assignment) -> str:
        """With whom."""
        return entry.partner

    def offered(self, entry: Assignment, seen: Visit) -> Sequence[str]:
        """By the domain."""
        return [act.value for act in offered(entry, seen.actor)]

    def fields(self, act: str, seen: Visit, entry: Assignment | None) -> Sequence[Field]:
        """The forms."""
        return fields_of(act, seen, self.today(seen))

    def light(self, entry: Assignment, seen: Visit) -> DueLight:
        """How near the next contact is."""
        if entry.state is LiaisonState.ENDED:
            return DueLight("none", "已结束", "ended")
        return due_light(entry.next_on, self.today(seen))

    def facts(self, entry: Assignment, names: Names) -> Sequence[Fact]:
        """The entry, line by line."""
        often = Text(f"每 {entry.every_days} 天一次", f"every {entry.every_days} days")
        found = [
            Fact(Text("哪一类", "Kind"), words.KINDS[entry.kind]),
            Fact(Text("挂点干部", "Official"), names.person(entry.staff_id)),
            Fact(Text("单位", "Unit"), names.unit(entry.unit_code)),
            Fact(Text("多久联系一次", "How often"), often),
            Fact(Text("从哪天起", "Since"), entry.since),
            Fact(Text("下次不晚于", "Next by"), entry.next_on),
            Fact(Text("联系了几次", "Contacts"), str(entry.contacts)),
        ]
        if entry.backup_id:
            found.insert(2, Fact(Text("替补", "Backup"), names.person(entry.backup_id)))
        return found

    async def overview(self, request: Request, seen: Visit) -> dict[str, Any]:
        """The gaps first, then who is due next; ended ones on a tab of their own."""
        asked = request.query_params.get("state", "")
        state = next((each for each in LiaisonState if each == asked), LiaisonState.CURRENT)
        scope, today = self.scope(seen), self.today(seen)
        load = partial(self.book.by_next, {**scope, "state": state.value})
        leaf = await soonest_first(request, SHOWN, load)
        gaps, oldest = await self.book.overdue(scope, today)
        tabs = [
            (each, words.STATES[each], await self.book.count({**scope, "state": each.value}))
            for each in LiaisonState
        ]
        return {
            "tabs": tabs,
            "state": state,
            "gaps": gaps,
            "longest": (today - oldest).days if oldest else 0,
            "kinds": words.KINDS,
            "leaf": leaf,
            "rows": [(each, self.light(each, seen)) for each in leaf.entries],
        }

    async def more(self, entry: Assignment, seen: Visit) -> dict[str, Any]:
        """The light."""
        return {"light": self.light(entry, seen)}

    async def shown_more(self, entry: Assignment) -> dict[str, Any]:
        """The contacts and the gap as of today."""
        kept: list[KeptContact] = await self.book.contacts_of(entry.number)
        today = self.clock.now().astimezone(CHINA).date()
        return {
            "days_overdue": days_overdue(entry, today),
            "contact_log": [
                {
                    "contact_on": each.contact.contact_on.isoformat(),
                    "mode": each.contact.mode.value,
                    "said": each.contact.said,
                    "recorded_by": each.recorded_by,
                }
                for each in kept
            ],
        }
