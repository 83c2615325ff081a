"""Somebody acting on a task."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting: who, for which unit (None for the city as a whole), in which roles."""

    staff_id: str
    unit_code: str | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    category_codes: frozenset[str] | None = None
    """Categories, with those below them, that the roles are held for; None: all."""

    def has(self, *roles: str) -> bool:
        """Whether at least one of the roles is held."""
        return not self.roles.isdisjoint(roles)

    def works_in(self, unit_code: str | None) -> bool:
        """Whether the actor handles tasks in that unit; False for no unit."""
        ours = unit_code is not None and self.unit_code == unit_code
        return ours and self.has("owner", "unit_head")

    def heads(self, unit_code: str | None) -> bool:
        """Whether the actor is the head of that unit; False for no unit."""
        return unit_code is not None and self.unit_code == unit_code and self.has("unit_head")


def roles_in_force(roles: Iterable[str]) -> frozenset[str]:
    """Whoever audits does nothing else: the other roles rest, on every page and in every service."""
    held = frozenset(roles)
    return held & {"auditor"} or held
