"""Accounts of the sample organisation that are shown to a newcomer."""

from dataclasses import dataclass

import yaml

from local.first_day import SAMPLES
from shared.language import Text
from shared.web.roles import titles_of


@dataclass(frozen=True)
class DemoAccount:
    """Somebody to log in as; the password is in the sample file for everybody to see."""

    user: str
    password: str
    roles: Text
    name: str


def demo_accounts() -> list[DemoAccount]:
    """In the order of the sample file; those without a password are left out."""
    sample = yaml.safe_load((SAMPLES / "organisation.yaml").read_text(encoding="utf-8"))
    return [
        DemoAccount(each["id"], each["demo_password"], titles_of(each["roles"]), each["name"])
        for each in sample["staff"]
        if "demo_password" in each
    ]
