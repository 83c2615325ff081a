"""How long a name has to wait after wrong passwords: nothing at first, then twice as long each time."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

FREE_TRIES = 5
FREE_TRIES_AN_ADDRESS = 200
"""A whole office may be behind one address, and people mistype; guessing through all names needs more."""
LONGEST_WAIT = timedelta(minutes=5)
"""Long enough to make guessing hopeless, short enough that nobody is locked out of a working day."""
FORGOTTEN_AFTER = timedelta(hours=24)


def counted_by_name(staff_id: str) -> str:
    """What tries for a name are counted under: never what those from an address are."""
    return f"name {staff_id}"


def counted_by_address(address: str) -> str:
    """Likewise from an address; of IPv6 the network, for whoever has one address has all of it."""
    try:
        found = ip_address(address)
    except ValueError:
        return f"address {address}"
    network = ip_network((found, 64), strict=False) if isinstance(found, IPv6Address) else found
    return f"address {network}"


def may_try_at(failures: int, last_at: datetime | None, free: int = FREE_TRIES) -> datetime | None:
    """The moment from which on the next try counts; None when it may be now."""
    if last_at is None or failures < free:
        return None
    doubled = timedelta(seconds=2 ** min(failures - free, 10))
    return last_at + min(doubled, LONGEST_WAIT)


def failures_still_counted(failures: int, last_at: datetime | None, now: datetime) -> int:
    """Failures that are not forgotten yet."""
    return 0 if last_at is None or now - last_at > FORGOTTEN_AFTER else failures
