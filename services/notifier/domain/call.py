"""A call for somebody in some quality to be told; the directory says who that is today."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.notifier.domain.notice import Audience, Reason


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the rules, applied to one event."""

    task_number: str
    reason: Reason
    occurrence: int
    """Which time this happens to the task: its hop, or its version. The same when delivered twice."""
    audience: Audience
    unit_code: str | None = None
    owner_id: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    correlation_id: str = ""
    causation_id: str = ""
