"""What every page and API call about service items has at hand."""

import secrets
from dataclasses import dataclass

from starlette.requests import Request

from services.ledger.domain.service_items.guide import Guide
from services.ledger.domain.service_items.item import Standing, may_edit
from services.ledger.domain.service_items.keeping import keyed
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.entrypoints.service_items.refusals import not_theirs
from services.ledger.handlers.service_items.keep_draft import KeepDraft
from services.ledger.handlers.service_items.keep_item import KeepItem
from services.ledger.handlers.service_items.lists import ItemQueries
from services.ledger.handlers.service_items.ports import ItemAct
from services.ledger.handlers.service_items.publish_snapshot import PublishSnapshot
from shared.web.common_problems import not_found
from shared.web.correlation import correlation_of


@dataclass(frozen=True, slots=True)
class ItemDesk:
    """The parts that are introduced to one another where the service is put together."""

    desk: Desk
    queries: ItemQueries
    keep_item: KeepItem
    keep_draft: KeepDraft
    publish: PublishSnapshot


async def find(items: ItemDesk, request: Request) -> Standing:
    """The item of the address. Every officer may read every item: guides are for everybody. Raises 404."""
    standing = await items.queries.standing(str(request.path_params["code"]))
    if standing is None:
        raise not_found()
    return standing


async def find_own(items: ItemDesk, seen: Visit, request: Request) -> Standing:
    """The same for somebody who wants to work on it. Raises 403 where others do."""
    standing = await find(items, request)
    if not editable(seen, standing):
        raise not_theirs()
    return standing


def act(seen: Visit, request: Request, revision: int) -> ItemAct:
    """Who does what to which item."""
    code = str(request.path_params.get("code", ""))
    return ItemAct(code, revision, seen.actor, correlation_of(request))


def editable(seen: Visit, standing: Standing) -> bool:
    """Whether this officer may work on the item."""
    return may_edit(seen.actor, standing.item)


def new_key() -> str:
    """A key no element has had before."""
    return secrets.token_hex(5)


def with_keys(guide: Guide, standing: Standing) -> Guide:
    """A guide somebody sent, its elements recognised by key or by name."""
    return keyed(guide, standing.drafted, new_key)
