"""The words a task is described with: what came of it, why it arose, why it is not taken on."""

from enum import StrEnum


class Result(StrEnum):
    """What came of it, in the unit's own words; whether the person agrees is another fact."""

    RESOLVED = "resolved"
    PARTLY = "partly"
    UNRESOLVED_EXPLAINED = "unresolved_explained"
    OUT_OF_SCOPE = "out_of_scope"


NEEDS_MEASURE = frozenset({Result.RESOLVED, Result.PARTLY})


class RootCause(StrEnum):
    """Why the problem arose."""

    CLAUSE = "clause"
    PROCESS = "process"
    ATTITUDE = "attitude"
    INFORMATION = "information"
    CAPABILITY = "capability"
    CROSS_DEPARTMENT = "cross_department"
    RESOURCES = "resources"


class DeclineReason(StrEnum):
    """The six kinds of request that may be declined, each with a lawful way to point to.

    Source: 北京§11 and 潍坊§19, which name six kinds; grouped here under words of our own.
    """

    EMERGENCY = "emergency"
    OTHER_AUTHORITY = "other_authority"
    LEGAL_PROCESS = "legal_process"
    NO_NEW_FACTS = "no_new_facts"
    PROTECTED_SECRET = "protected_secret"  # noqa: S105 - no password
    UNLAWFUL_OR_EMPTY = "unlawful_or_empty"


class Decision(StrEnum):
    """What became of a request. `arbitration`: somebody above decides."""

    PENDING = "pending"
    ARBITRATION = "arbitration"
    APPROVED = "approved"
    REJECTED = "rejected"
    FINAL = "final"


class Outcome(StrEnum):
    """How a call-back ended."""

    SATISFIED = "satisfied"
    UNREACHABLE = "unreachable"
    NO_REPLY_WANTED = "no_reply_wanted"
    DISSATISFIED_AT_FAULT = "dissatisfied_at_fault"
    DISSATISFIED_EXPLAINED = "dissatisfied_explained"


class Purpose(StrEnum):
    """What for an officer looks at how to reach the person; it is written into the trail."""

    CONTACT = "contact"
    CALL_BACK = "call_back"
    DELIVER = "deliver"
    SAFETY = "safety"


class Supervision(StrEnum):
    """How hard a supervisor presses 催办 → 督办 → 挂牌; each level is above the one before."""

    REMINDED = "reminded"
    SUPERVISED = "supervised"
    LISTED = "listed"


LEVELS = tuple(Supervision)
