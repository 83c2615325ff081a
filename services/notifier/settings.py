"""The notifier's own settings; those every service has are in `shared/settings.py`."""

from datetime import timedelta
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from services.notifier.domain.backoff import parse_schedule
from services.notifier.domain.next_step import Uncertain
from services.notifier.domain.quiet_hours import parse_quiet_hours
from services.notifier.mail_account import mail_account
from services.notifier.transports.addresses import parse_addresses
from shared.settings import Settings


class NotifierSettings(Settings):
    """`JIANGXIN_<FIELD>`, or a file of that name among the secrets."""

    smtp_url: SecretStr = Field(
        default=SecretStr(""),
        description="the mail account in one line, instead of the six below: smtp://user:password@host:port,"
        " smtp+starttls://…, smtps://…, or Apprise's mailto:// and mailtos://",
    )
    smtp_host: str = Field(default="", description="mail server; empty: no e-mail is sent")
    smtp_port: int = Field(default=0, ge=0, le=65535, description="0: 587, 465 or 25 by smtp_tls")
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = Field(
        default="将心 <notices@jiangxin.example>", description="name and address of the sender"
    )
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="none only inside one machine or a closed network"
    )
    transport_urls: SecretStr = Field(
        default=SecretStr(""),
        description="YAML or JSON: city: {wecom: …}, units: {<code>: {dingtalk: …}}; see README",
    )
    console: bool = Field(
        default=False,
        description="development: write notices to the log where no mail server is set",
    )
    email_first: bool = Field(
        default=True,
        description="e-mail, and a person's other means when it fails; false: the other way round",
    )
    public_url: str = Field(
        default="", description="address of the ledger's pages for links, when ledger_url is empty"
    )
    retry_seconds: str = Field(
        default="30,120,600,1800,3600,7200,14400,28800",
        description="waits after failed attempts, by comma; after the last one a notice has failed:"
        " about 16 hours, so that a night's outage of the mail server passes unnoticed",
    )
    uncertain: Uncertain = Field(
        default=Uncertain.ASK,
        description="what may or may not have arrived: ask people, or resend (rather twice than never)",
    )
    in_flight: int = Field(
        default=16, ge=1, le=64, description="notices a replica sends at once; providers limit more"
    )
    lease_seconds: float = Field(
        default=30,
        ge=1,
        description="how long after its last sign of life a replica counts as dead; renewed at a third",
    )
    transport_timeout_seconds: float = Field(
        default=15,
        gt=0,
        description="for each step of an exchange; a mail server's verdict gets four",
    )
    gather_seconds: float = Field(
        default=60,
        ge=0,
        description="how long after a letter others of its kind to the same person wait, to travel as one:"
        " nobody acts on two letters within a minute, and an import of thousands stays a letter or two;"
        " 0: each notice is a letter of its own",
    )
    quiet_hours: str = Field(
        default="", description="21:00-08:00, in China's time: nothing is sent; empty: never quiet"
    )

    @model_validator(mode="after")
    def _readable(self) -> Self:
        """What cannot be understood stops the start. Errors name no secret."""
        parse_schedule(self.retry_seconds)
        parse_quiet_hours(self.quiet_hours)
        parse_addresses(self.transport_urls.get_secret_value())
        mail_account(self)
        return self

    @property
    def schedule(self) -> tuple[timedelta, ...]:
        """Waits after failed attempts."""
        return parse_schedule(self.retry_seconds)

    @property
    def link_base(self) -> str:
        """Where the ledger's pages are; empty when nobody said."""
        return self.ledger_url or self.public_url
