"""The mail account of the settings as the address Apprise reads."""

from typing import Protocol
from urllib.parse import quote, unquote, urlencode, urlsplit

from pydantic import SecretStr

_MODES = {"smtp": "insecure", "smtp+starttls": "starttls", "smtps": "ssl"}
_TLS = {"none": "insecure", "starttls": "starttls", "tls": "ssl"}
_PORTS = {"insecure": 25, "starttls": 587, "ssl": 465}


class MailSettings(Protocol):
    """The settings that make an account."""

    @property
    def smtp_url(self) -> SecretStr: ...
    @property
    def smtp_host(self) -> str: ...
    @property
    def smtp_port(self) -> int: ...
    @property
    def smtp_user(self) -> str: ...
    @property
    def smtp_password(self) -> SecretStr: ...
    @property
    def smtp_from(self) -> str: ...
    @property
    def smtp_tls(self) -> str: ...


def mail_account(settings: MailSettings) -> str:
    """`mailto://…` or `mailtos://…`; empty when no mail server is set. Raises ValueError."""
    url = settings.smtp_url.get_secret_value()
    if url.startswith(("mailto://", "mailtos://")):
        return url
    if url:
        return _from_url(url, settings.smtp_from)
    if not settings.smtp_host:
        return ""
    mode = _TLS[settings.smtp_tls]
    password = settings.smtp_password.get_secret_value()
    host, port = settings.smtp_host, settings.smtp_port
    return _account(mode, host, port, settings.smtp_user, password, settings.smtp_from)


def _from_url(url: str, sender: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in _MODES or not parts.hostname:
        raise ValueError("smtp_url must be smtp://, smtp+starttls:// or smtps:// and name a host")
    mode = _MODES[parts.scheme]
    return _account(
        mode,
        parts.hostname,
        parts.port or 0,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        sender,
    )


def _account(mode: str, host: str, port: int, user: str, password: str, sender: str) -> str:
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    scheme = "mailto" if mode == "insecure" else "mailtos"
    asked = urlencode({"from": sender, "mode": mode, "smtp": host})
    return f"{scheme}://{login}{host}:{port or _PORTS[mode]}?{asked}"
