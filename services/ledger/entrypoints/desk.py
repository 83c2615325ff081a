"""What every page and API call of the desk has at hand, and who is acting."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from services.ledger.domain.actor import roles_in_force
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.task import Actor
from services.ledger.handlers.administration.exports import Exports
from services.ledger.handlers.deadlines.ports import Rulebooks
from services.ledger.handlers.lists import TaskQueries
from services.ledger.handlers.ports import Directory
from services.ledger.handlers.task_commands import TaskCommands
from services.ledger.handlers.worklists.saved_filters import SavedFilters
from shared.clock import Clock
from shared.language import Text
from shared.web.pages import Pages
from shared.web.problems import Problem
from shared.web.session import current_officer


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that `app.py` introduces to one another."""

    pages: Pages
    directory: Directory
    queries: TaskQueries
    filters: SavedFilters
    commands: TaskCommands
    rulebooks: Rulebooks
    clock: Clock
    exports: Exports

    @property
    def rulebook(self) -> Rulebook:
        """The present one, as last read."""
        return self.rulebooks.latest


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of an officer: who, in which organisation, when."""

    actor: Actor
    organisation: Organisation
    now: datetime


async def visit(desk: Desk, request: Request) -> Visit:
    """Who is acting, with the roles held today: a token of this morning may name old ones.

    Raises the 401 problem, or 403 for somebody who has left.
    """
    officer = current_officer(request)
    organisation = await desk.directory.current()
    person = organisation.staff_by_id.get(officer.staff_id)
    if person is None or not person.active:
        raise Problem(
            403,
            "not-on-staff",
            Text("您的账号已停用", "Your account is inactive"),
            Text(
                "人员名单里没有您的在岗记录。如果不对，请联系管理员。",
                "The staff list does not have you as active. If that is wrong, ask an administrator.",
            ),
        )
    actor = Actor(
        person.staff_id,
        person.unit_code,
        roles_in_force(person.roles),
        organisation.categories_of(person),
    )
    return Visit(actor, organisation, desk.clock.now())
