"""The ledger's settings: the common ones and the key that signs officers' tokens."""

from datetime import time
from typing import Self

from pydantic import Field, SecretStr, model_validator

from services.ledger.domain.sign_in import FREE_TRIES_AN_ADDRESS
from services.ledger.domain.timers.alarms import Thresholds
from services.ledger.domain.working_calendar import OFFICE_CLOSES
from services.ledger.evidence_settings import EvidenceSettings


class LedgerSettings(EvidenceSettings):
    """See `shared.settings` for where values come from."""

    token_private_key: SecretStr = Field(description="PEM, Ed25519; signs officers' tokens")
    office_closes: time = Field(
        default=OFFICE_CLOSES,
        description="end of the office day in China, until a calendar says otherwise",
    )
    deadline_look_seconds: float = Field(
        default=10,
        gt=0,
        description="how often to look whether rules or calendars were changed elsewhere",
    )
    oidc_issuer: str = Field(
        default="",
        description="https://… of an OpenID Connect provider; empty: local accounts only",
    )
    oidc_client_id: str = Field(default="", description="as the provider has registered the ledger")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="secret, likewise")
    oidc_staff_claim: str = Field(
        default="preferred_username", description="claim of the ID token that is the staff id"
    )
    session_idle_minutes: int = Field(
        default=30, ge=1, description="signed out after so long without work"
    )
    session_hours: int = Field(
        default=10, ge=1, description="signed out so long after signing in, whatever happens"
    )
    tries_an_address: int = Field(
        default=FREE_TRIES_AN_ADDRESS,
        ge=5,
        description="wrong passwords from one address within a day before it has to wait",
    )
    contacts_an_hour: int = Field(
        default=30, ge=1, description="contacts that one officer may look at within an hour"
    )
    contact_answer_seconds: float = Field(
        default=4, gt=0, description="how long intake may take to answer for a contact"
    )
    trail_look_seconds: float = Field(
        default=60,
        gt=0,
        description="how often to look whether trail entries are to be sealed or a day anchored",
    )
    words_look_seconds: float = Field(
        default=1,
        gt=0,
        description="how often to look whether new tasks are to be made findable by their words",
    )
    timer_look_seconds: float = Field(
        default=30,
        gt=0,
        description="how often to look which due dates call for something: so late at most is it told",
    )
    handover_look_seconds: float = Field(
        default=30,
        gt=0,
        description="seconds between looks for handovers that were interrupted",
    )
    escalate_to_head_working_days: int = Field(
        default=1,
        ge=1,
        description="working days late after which the head of the unit hears and 催办 begins",
    )
    escalate_to_supervisor_working_days: int = Field(
        default=3,
        ge=2,
        description="working days late after which a supervisor hears and 督办 begins",
    )
    escalate_again_working_days: int = Field(
        default=5,
        ge=3,
        description="working days late after which the supervisor hears again, to decide about 挂牌",
    )
    return_answer_working_days: int = Field(
        default=1,
        ge=1,
        description="working days to decide a return in (as many as the unit has to ask for one,"
        " 安阳§50); after them a supervisor arbitrates",
    )

    @model_validator(mode="after")
    def _escalations_grow(self) -> Self:
        """Thresholds that do not grow stop the start."""
        _ = self.thresholds
        return self

    @property
    def thresholds(self) -> Thresholds:
        """After how many working days the clock speaks."""
        return Thresholds(
            to_head=self.escalate_to_head_working_days,
            to_supervisor=self.escalate_to_supervisor_working_days,
            again=self.escalate_again_working_days,
            return_answer=self.return_answer_working_days,
        )
