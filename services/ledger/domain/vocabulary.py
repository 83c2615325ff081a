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
    """The six kinds of request that may be declined, each with what the person is told instead.

    A request without substance is none of them: it is asked about, not declined.

    Source: 北京市接诉即办工作条例 (2021-09-24) §11, third paragraph, items 1 to 6, in another order; 潍坊市
    12345政务服务便民热线条例 (2021-12-03) §19 has items 2, 3, 4 and 6 and asks for the reason to be given.
    """

    EMERGENCY = "emergency"
    """Item 1: for 110, 119, 120, 122; put through at once."""
    OTHER_AUTHORITY = "other_authority"
    """Item 5: beyond what the units are responsible for."""
    LEGAL_PROCESS = "legal_process"
    """Item 2: a legal way is open or has been taken, petitions 信访 included."""
    NO_NEW_FACTS = "no_new_facts"
    """Item 3: being handled, or handled; told how far it is or what came of it."""
    PROTECTED_SECRET = "protected_secret"  # noqa: S105 - no password
    """Item 4: explained."""
    UNLAWFUL = "unlawful_or_empty"
    """Item 6: told the rules that hold. The value is older than this reading of the statute."""


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
