"""What stands in people's way, why, and what came of it. Source: 办不了、很难办、不给办 讨论."""

from enum import StrEnum


class Obstacle(StrEnum):
    """How it shows to who wants something done."""

    CANNOT = "cannot"
    HARD = "hard"
    REFUSED = "refused"


class Cause(StrEnum):
    """Why it is so."""

    LAW = "law"
    POWER = "power"
    MATERIAL = "material"
    SYSTEM = "system"
    CROSS_DEPARTMENT = "cross_department"
    ATTITUDE = "attitude"
    CAPACITY = "capacity"


class Outcome(StrEnum):
    """How it was resolved."""

    POWER_DELEGATED = "power_delegated"
    PROCESS_CHANGED = "process_changed"
    GUIDE_WRITTEN = "guide_written"
    LAW_ASKED_FOR = "law_asked_for"
    EXPLAINED = "explained"


class PainState(StrEnum):
    """How far it is."""

    UNCLAIMED = "unclaimed"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class PainAct(StrEnum):
    """What can be done with one, the likely act first."""

    CLAIM = "claim"
    ASSIGN = "assign"
    RESOLVE = "resolve"
    PROGRESS = "progress"
