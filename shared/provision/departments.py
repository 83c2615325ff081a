"""Another department's access: one NATS user that reads its own unit's public events, no more."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from nats.js import JetStreamContext

from shared.events.catalogue import public_events
from shared.messaging.provisioning import ensure_consumer
from shared.messaging.streams import Consumer
from shared.provision import keys
from shared.provision.permissions import PUBLIC
from shared.provision.secrets import write_departments
from shared.provision.vault import keep

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
NOBODYS = frozenset({"city", "unassigned"})
"""Unit tokens in subjects that are not a unit."""


class UnknownFormError(ValueError):
    """A code that cannot stand in a subject."""


class AlreadyAddedError(ValueError):
    """The department has credentials; a second set would take the first away."""


@dataclass(frozen=True)
class Department:
    """A unit that reads its own events, known on the bus by its durable consumer's name."""

    code: str

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code) or self.code in NOBODYS:
            raise UnknownFormError(
                f"“{self.code}” is not a unit code: small letters, digits and hyphens, "
                "as in market-regulation"
            )

    @property
    def durable(self) -> str:
        """Name of its consumer, its account and, after `_INBOX_`, its inbox."""
        return f"department-{self.code}"

    @property
    def consumer(self) -> Consumer:
        """Made by us: who may make consumers could have them deliver to any subject."""
        return Consumer(
            name=self.durable,
            service=self.durable,
            stream=PUBLIC,
            filters=(f"ledger.*.*.*.{self.code}",),
            description=f"public events of {self.code}",
            ack_wait=timedelta(seconds=60),
            max_ack_pending=1000,
        )

    @property
    def subjects(self) -> list[str]:
        """Every subject it can receive, in the order of the catalogue."""
        return [f"{event.TYPE}.{self.code}" for event in public_events()]


def add_department(nats_folder: Path, department: Department, *, renew: bool = False) -> str:
    """Lets a new key in; the server follows when it reloads its configuration.

    Args:
        nats_folder: the folder `nats` among the secrets.
        renew: replace the key it had; whoever connects with the old one is turned away.

    Returns:
        The seed. It is kept nowhere on our side.

    Raises:
        AlreadyAddedError: it has a key, and `renew` was not asked for.
    """
    file = nats_folder / "departments" / department.durable
    if renew:
        file.unlink(missing_ok=True)
    seed = keys.new_nkey_seed()
    if keep(file, lambda: keys.public_nkey(seed)) != keys.public_nkey(seed):
        raise AlreadyAddedError(
            f"{department.code} has credentials already; --renew makes new ones"
        )
    write_departments(nats_folder)
    return seed


def remove_department(nats_folder: Path, department: Department) -> bool:
    """Shuts its key out at the server's next reload; False if it had none."""
    file = nats_folder / "departments" / department.durable
    known = file.exists()
    file.unlink(missing_ok=True)
    write_departments(nats_folder)
    return known


def known_departments(nats_folder: Path) -> list[Department]:
    """Everybody who has credentials, in alphabetical order."""
    files = sorted((nats_folder / "departments").glob("department-*"))
    return [Department(file.name.removeprefix("department-")) for file in files]


async def ensure_department_consumer(js: JetStreamContext, department: Department) -> str:
    """Its durable consumer as declared. Returns what changed, or an empty string."""
    return await ensure_consumer(js, department.consumer)
