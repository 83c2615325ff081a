"""What officers may be, and how each role is called."""

from collections.abc import Iterable
from enum import StrEnum

from shared.language import Text


class Role(StrEnum):
    """The roles a token can carry. One person may hold several."""

    DISPATCHER = "dispatcher"
    OWNER = "owner"
    UNIT_HEAD = "unit_head"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"


ROLE_TITLES = {
    Role.DISPATCHER: Text("派单员", "dispatcher"),
    Role.OWNER: Text("责任人", "task owner"),
    Role.UNIT_HEAD: Text("单位负责人", "head of unit"),
    Role.SUPERVISOR: Text("督办", "supervisor"),
    Role.AUDITOR: Text("审核员", "auditor"),
}


def titles_of(roles: Iterable[str]) -> Text:
    """The roles' names in their usual order, joined; roles unknown to this version are left out."""
    held = set(roles)
    titles = [title for role, title in ROLE_TITLES.items() if role in held]
    return Text("、".join(title.zh for title in titles), ", ".join(title.en for title in titles))
