"""Puts administering together: part of the composition root."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import Route

from services.ledger.adapters.administration.administration_work import PostgresAdministration
from services.ledger.adapters.administration.handover_book import PostgresHandoverBook
from services.ledger.adapters.administration.samples import PostgresSamples
from services.ledger.adapters.credentials.credential_book import PostgresCredentials
from services.ledger.domain.routing import Turns
from services.ledger.entrypoints.administration.api import AdministrationApi
from services.ledger.entrypoints.administration.exports_page import ExportsPage
from services.ledger.entrypoints.administration.handover_keeper import HandoverKeeper
from services.ledger.entrypoints.administration.leave_page import LeavePage
from services.ledger.entrypoints.administration.log_page import LogPage
from services.ledger.entrypoints.administration.office import Office
from services.ledger.entrypoints.administration.pages import EntryPages
from services.ledger.entrypoints.administration.try_page import TryPage
from services.ledger.entrypoints.credentials.code_page import CodePage
from services.ledger.entrypoints.desk import Desk
from services.ledger.handlers.administration.change_organisation import ChangeOrganisation
from services.ledger.handlers.administration.hand_over import HandOver
from services.ledger.handlers.administration.leave import Leave
from services.ledger.handlers.credentials.give_code import GiveCode
from services.ledger.settings import LedgerSettings


@dataclass(frozen=True, slots=True)
class AdministrationParts:
    """What the service takes in: the addresses, and the loop that ends interrupted handovers."""

    routes: list[Route]
    keeper: HandoverKeeper


def make_administration(
    settings: LedgerSettings,
    engine: AsyncEngine,
    desk: Desk,
    turns: Turns,
    wake: Callable[[], None],
) -> AdministrationParts:
    """`wake` is told when events were committed."""
    administration = PostgresAdministration(engine, wake)
    book = PostgresHandoverBook(engine, wake)
    hand_over = HandOver(book, desk.directory, turns, desk.clock)
    change = ChangeOrganisation(administration, desk.clock)
    leave = Leave(administration, book, change, hand_over, desk.clock)
    office = Office(desk, administration, change, leave, PostgresSamples(engine))
    codes = CodePage(office, GiveCode(PostgresCredentials(engine), desk.clock))
    pages = (
        LogPage(office),
        ExportsPage(office),
        TryPage(office),
        LeavePage(office),
        codes,
        EntryPages(office),
    )
    routes = [route for each in (*pages, AdministrationApi(office)) for route in each.routes()]
    return AdministrationParts(routes, HandoverKeeper(hand_over, settings.handover_look_seconds))
