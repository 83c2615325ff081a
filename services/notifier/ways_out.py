"""The transports that the settings set up, by name: part of the composition root."""

from collections.abc import Callable
from typing import Any

from services.notifier.domain.means import EMAIL
from services.notifier.handlers.ports import Transport
from services.notifier.mail_account import mail_account
from services.notifier.settings import NotifierSettings
from services.notifier.transports.addresses import Addresses, parse_addresses
from services.notifier.transports.any_apprise import AnyAppriseTransport
from services.notifier.transports.console import ConsoleTransport
from services.notifier.transports.dingtalk import DingtalkTransport
from services.notifier.transports.email import EmailTransport
from services.notifier.transports.feishu import FeishuTransport
from services.notifier.transports.webhook import WebhookTransport
from services.notifier.transports.wecom import WecomTransport
from shared.settings import MissingSetting

TRANSPORTS: dict[str, Callable[..., Transport]] = {
    "webhook": WebhookTransport,
    "wecom": WecomTransport,
    "dingtalk": DingtalkTransport,
    "feishu": FeishuTransport,
}
"""Those that take their addresses from `transport_urls`; any other name there is Apprise's own."""


def make_transports(settings: NotifierSettings) -> dict[str, Transport]:
    """E-mail where there is an account, and whatever `transport_urls` names.

    Raises `MissingSetting`, which names the transport, for an address that cannot be understood.
    """
    ways = {
        name: _make(name, addresses, settings)
        for name, addresses in parse_addresses(settings.transport_urls.get_secret_value()).items()
    }
    account = mail_account(settings)
    if account:
        ways[EMAIL] = EmailTransport(
            account,
            in_flight=settings.in_flight,
            timeout_seconds=settings.transport_timeout_seconds,
        )
    if settings.console:
        ways["console"] = ConsoleTransport()
        ways.setdefault(EMAIL, ConsoleTransport(EMAIL))
    return ways


def _make(name: str, addresses: Addresses, settings: NotifierSettings) -> Transport:
    options: dict[str, Any] = {"timeout_seconds": settings.transport_timeout_seconds}
    try:
        if name in TRANSPORTS:
            return TRANSPORTS[name](addresses, **options)
        return AnyAppriseTransport(name, addresses, in_flight=settings.in_flight)
    except ValueError as error:
        raise MissingSetting(f"cannot start: transport_urls, {name}: {error}") from None
