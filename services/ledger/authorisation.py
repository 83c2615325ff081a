"""Puts together who is let in and who sees what: sessions, signing in, contacts. Part of `app.py`."""

import hashlib
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.middleware import Middleware
from starlette.routing import Route

from services.ledger.adapters.accounts import PostgresAccounts
from services.ledger.adapters.contacts.contact_questions import PostgresContactQuestions
from services.ledger.adapters.contacts.intake_contacts import IntakeContacts
from services.ledger.adapters.credentials.credential_book import PostgresCredentials
from services.ledger.adapters.oidc.provider import Client, OidcProvider
from services.ledger.adapters.passwords import Argon2Passwords
from services.ledger.adapters.sessions.session_book import PostgresSessions
from services.ledger.domain.sessions import SessionLimits
from services.ledger.entrypoints.contacts.reveal import RevealPage
from services.ledger.entrypoints.credentials.first_password import FirstPassword
from services.ledger.entrypoints.credentials.own_password import OwnPassword
from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.login import Login
from services.ledger.entrypoints.oidc.login import OidcLogin
from services.ledger.entrypoints.sessions.door import Door
from services.ledger.entrypoints.sessions.keeping import KeptSessions
from services.ledger.entrypoints.sessions.own_sessions import OwnSessions
from services.ledger.handlers.contacts.reveal_contact import RevealContact
from services.ledger.handlers.credentials.set_password import SetPassword
from services.ledger.handlers.ports import Ledger
from services.ledger.handlers.sessions.keep_sessions import Sessions
from services.ledger.settings import LedgerSettings
from shared.messaging.bus import Bus
from shared.revealing.question import QuestionSigner
from shared.web.session import TokenVerifier
from shared.web.signing import TokenSigner


class Authorisation:
    """The routes and the guard at the door, from the same settings and engine as all else."""

    def __init__(
        self, settings: LedgerSettings, engine: AsyncEngine, bus: Bus, ledger: Ledger, desk: Desk
    ) -> None:
        self.verifier = TokenVerifier(settings.token_public_key.get_secret_value())
        limits = SessionLimits(
            timedelta(minutes=settings.session_idle_minutes),
            timedelta(hours=settings.session_hours),
        )
        private_key = settings.token_private_key.get_secret_value()
        sessions = Sessions(PostgresSessions(engine), desk.clock, limits)
        self._door = Door(sessions, TokenSigner(private_key))
        self._settings, self._engine, self._desk = settings, engine, desk
        contacts = IntakeContacts(
            bus.ask, QuestionSigner(private_key), settings.contact_answer_seconds
        )
        questions = PostgresContactQuestions(engine, settings.contacts_an_hour)
        self._reveal = RevealContact(ledger, desk.clock, contacts, questions)

    def guard(self) -> Middleware:
        """Asks at every request whether the session still holds."""
        return Middleware(KeptSessions, door=self._door, verifier=self.verifier)

    def routes(self) -> list[Route]:
        """Before the task pages: one of these addresses looks like an act's."""
        accounts, passwords, desk = PostgresAccounts(self._engine), Argon2Passwords(), self._desk
        elsewhere, tries = bool(self._settings.oidc_issuer), self._settings.tries_an_address
        login = Login(desk.pages, accounts, passwords, self._door, desk.clock, elsewhere, tries)
        book = PostgresCredentials(self._engine)
        setting = SetPassword(book, accounts, passwords, desk.clock)
        return [
            *self._oidc(accounts),
            *login.routes(),
            *FirstPassword(desk.pages, setting, self._door, tries).routes(),
            *OwnPassword(desk.pages, setting, self._door, tries).routes(),
            *OwnSessions(desk, self._door).routes(),
            *RevealPage(desk, self._reveal).routes(),
        ]

    def _oidc(self, accounts: PostgresAccounts) -> list[Route]:
        """Nothing where no provider is set."""
        settings = self._settings
        if not settings.oidc_issuer:
            return []
        secret = settings.oidc_client_secret.get_secret_value()
        provider = OidcProvider(Client(settings.oidc_issuer, settings.oidc_client_id, secret))
        private_key = settings.token_private_key.get_secret_value()
        key = hashlib.sha256(b"oidc cookie " + private_key.encode()).hexdigest()
        site, claim = self._desk.pages.site, settings.oidc_staff_claim
        return OidcLogin(provider, accounts, self._door, site, claim, key).routes()
