"""The ledger's settings: the common ones and the key that signs officers' tokens."""

from datetime import time

from pydantic import Field, SecretStr

from services.ledger.domain.working_calendar import OFFICE_CLOSES
from shared.settings import Settings


class LedgerSettings(Settings):
    """See `shared.settings` for where values come from."""

    token_private_key: SecretStr = Field(description="PEM, Ed25519; signs officers' tokens")
    office_closes: time = Field(
        default=OFFICE_CLOSES, description="end of the office day in China; tasks are due then"
    )
    session_idle_minutes: int = Field(
        default=30, ge=1, description="signed out after so long without work"
    )
    session_hours: int = Field(
        default=10, ge=1, description="signed out so long after signing in, whatever happens"
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
