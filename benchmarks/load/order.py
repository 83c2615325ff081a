"""What the load generator is told and what it answers; both travel as JSON."""

import json
from dataclasses import asdict, dataclass, field
from typing import Self


@dataclass(frozen=True, slots=True)
class Order:
    """A load. `rate` 0 is a closed loop: each connection sends as soon as it has its answer."""

    port: int
    seconds: float
    connections: int = 64
    rate: float = 0.0
    """Requests a second of an open loop, at random moments that do not depend on the answers."""
    most: int = 200_000
    """Requests after which the load ends, whatever the time."""
    seed: int = 0
    """Makes the idempotency keys and the moments; another seed, other complaints."""
    ledger_database: str = ""
    """Where to look for the tasks (`postgresql://…`); empty where only answers are of interest."""
    patience_seconds: float = 20.0
    """How long to wait, after the load, for what was answered to become visible."""

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The order in a line that `to_json` made."""
        return cls(**json.loads(text))


@dataclass(slots=True)
class Report:
    """What came of it. Latencies are in seconds, in no particular order."""

    answered: int = 0
    """Answers with status 201."""
    refused: dict[str, int] = field(default_factory=dict)
    """Other answers by status, and `lost` for connections that ended without one."""
    seconds: float = 0.0
    """From the first request to the last answer."""
    latencies: list[float] = field(default_factory=list)
    """Closed loop: from sending to the answer. Open loop: from the scheduled moment to the answer."""
    visible: list[float] = field(default_factory=list)
    """From the scheduled moment until another connection reads the task; open loop only."""
    unseen: int = 0
    """Answered, but no task within the patience."""
    drain_seconds: float = 0.0
    """From the last answer until every task is there."""

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The report in a line that `to_json` made."""
        return cls(**json.loads(text))
