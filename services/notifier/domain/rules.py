"""Event → notices: who hears of what, as one ordered table.

Somebody who would hear the same for two reasons in one row of events (an owner who is also the head
of the unit) hears it once, by the first rule that names them.
"""

from dataclasses import dataclass
from enum import StrEnum

from services.notifier.domain.notice import Audience, Reason


class Happening(StrEnum):
    """What can happen to a task that anybody is told of."""

    DISPATCHED = "dispatched"
    DISPATCHED_WITHOUT_OWNER = "dispatched_without_owner"
    REPORTED = "reported"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Rule:
    """When this happens, these people are told, for this reason."""

    happening: Happening
    audience: Audience
    reason: Reason


RULES: tuple[Rule, ...] = (
    Rule(Happening.DISPATCHED, Audience.OWNER, Reason.DISPATCHED),
    Rule(Happening.DISPATCHED, Audience.UNIT_HEAD, Reason.DISPATCHED),
    Rule(Happening.DISPATCHED_WITHOUT_OWNER, Audience.UNIT_HEAD, Reason.OWNER_NEEDED),
    Rule(Happening.REPORTED, Audience.DISPATCHERS, Reason.REPORTED),
    Rule(Happening.CLOSED, Audience.OWNER, Reason.CLOSED),
    Rule(Happening.CLOSED, Audience.UNIT_HEAD, Reason.CLOSED),
)


def rules_for(happening: Happening) -> tuple[Rule, ...]:
    """The rules of one happening, in the table's order.

    >>> [str(rule.audience) for rule in rules_for(Happening.CLOSED)]
    ['owner', 'unit_head']
    """
    return tuple(rule for rule in RULES if rule.happening is happening)


def position_of(audience: Audience) -> int:
    """Which quality counts when a person is named in two: the one that stands first in the table."""
    return [rule.audience for rule in RULES].index(audience)
