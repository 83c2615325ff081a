"""Addresses in the forms that operators know from Apprise."""

from typing import Any

from apprise import Apprise


def read_address(address: str, *schemas: str) -> Any:
    """Apprise's own reading of an address: an object with the parts as attributes.

    Raises ValueError, without the address, when it is of another kind or incomplete.
    """
    if address.partition("://")[0] not in schemas:
        raise ValueError(f"the address must begin with https:// or {schemas[0]}://")
    plugin = Apprise.instantiate(address)
    if plugin is None:
        raise ValueError(f"the address is no complete {schemas[0]}:// address")
    return plugin


def is_web_address(address: str) -> bool:
    """Whether it is the full address of a server, as a private installation has one."""
    return address.startswith(("http://", "https://"))
