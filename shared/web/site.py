"""Where the services' pages are, and who is shown a way to which."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from shared.language import Text
from shared.settings import Settings
from shared.web.roles import Role

SERVICE_TITLES = {
    "intake": Text("诉求受理", "Complaints"),
    "ledger": Text("办理台账", "Ledger"),
    "notifier": Text("通知提醒", "Notices"),
    "metrics": Text("数据成效", "Figures"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation. An empty `roles` admits every officer."""

    service: str
    path: str
    title: Text
    roles: frozenset[Role] = frozenset()


PUBLIC_ENTRIES = (
    Entry("intake", "/", Text("反映问题", "Report a problem")),
    Entry("intake", "/track", Text("查询进度", "Track progress")),
)
OFFICER_ENTRIES = (
    Entry("ledger", "/desk", Text("工作台", "Desk")),
    Entry("ledger", "/desk/items", Text("办事事项", "Service items")),
    Entry(
        "notifier",
        "/notices",
        Text("通知", "Notices"),
        frozenset({Role.DISPATCHER, Role.SUPERVISOR, Role.AUDITOR, Role.UNIT_HEAD}),
    ),
    Entry("metrics", "/figures", Text("数据", "Figures")),
)


@dataclass(frozen=True, slots=True)
class Site:
    """Base URLs of the four services without a trailing slash; "" means the same host."""

    intake_url: str = ""
    ledger_url: str = ""
    notifier_url: str = ""
    metrics_url: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As a service's settings have it."""
        return cls(
            settings.intake_url, settings.ledger_url, settings.notifier_url, settings.metrics_url
        )

    def base(self, service: str) -> str:
        """The service's base URL, "" on the same host. Raises KeyError for an unknown service."""
        return {
            "intake": self.intake_url,
            "ledger": self.ledger_url,
            "notifier": self.notifier_url,
            "metrics": self.metrics_url,
        }[service].rstrip("/")

    def url(self, service: str, path: str = "/") -> str:
        """An address on another service, relative when it is on the same host."""
        return self.base(service) + path

    def origins(self) -> frozenset[str]:
        """`scheme://host:port` of each service that has a URL of its own."""
        bases = (self.base(service) for service in SERVICE_TITLES)
        parts = (urlsplit(base) for base in bases if base)
        return frozenset(f"{part.scheme}://{part.netloc}" for part in parts)

    def safe_next(self, address: str | None, otherwise: str = "/desk") -> str:
        """Where to go after signing in: only a path here or a page of ours, else `otherwise`."""
        if not address or "\\" in address or any(character < " " for character in address):
            return otherwise
        if address.startswith("/") and not address.startswith("//"):
            return address
        parts = urlsplit(address)
        return address if f"{parts.scheme}://{parts.netloc}" in self.origins() else otherwise


def entries_for(roles: Iterable[str] | None) -> tuple[Entry, ...]:
    """The public's entries for `None`; otherwise those an officer with these roles can use."""
    if roles is None:
        return PUBLIC_ENTRIES
    held = set(roles)
    return tuple(entry for entry in OFFICER_ENTRIES if not entry.roles or entry.roles & held)


def current_entry(entries: Iterable[Entry], service: str, path: str) -> Entry | None:
    """The nearest entry whose pages the path is among; the home page's is only the home page itself."""

    def covers(entry: Entry) -> bool:
        below = entry.path != "/" and path.startswith(f"{entry.path}/")
        return entry.service == service and (path == entry.path or below)

    return max(filter(covers, entries), key=lambda entry: len(entry.path), default=None)
