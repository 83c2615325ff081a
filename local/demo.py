"""Accounts of the sample organisation that are shown to a newcomer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAccount:
    """Somebody to log in as; the password is in the sample file for everybody to see."""

    user: str
    password: str
    role: str
    name: str


def demo_accounts() -> list[DemoAccount]:
    """In the order of the sample file; empty until it has any."""
    return []
