"""Attaching evidence 上传凭据: the task is as before, its trail has the digest of every file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.ledger.domain.actor import Actor
from services.ledger.domain.permissions import check
from services.ledger.domain.scope import Scope, is_shielded
from services.ledger.domain.states import Action
from services.ledger.domain.task_facts import Task
from services.ledger.domain.trail import Facts


class Shows(StrEnum):
    """What evidence is for."""

    BEFORE = "before"
    AFTER = "after"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file of a task. `sequence` is the task's version that came of it, `digest` its SHA-256 in hex."""

    evidence_id: UUID
    task_number: str
    sequence: int
    name: str
    media_type: str
    size: int
    digest: str
    shows: Shows
    caption: str
    added_by: str
    added_at: datetime
    kept_from_units: bool = False
    """Added by the centre to a confidential task: it may tell who complained."""

    def visible_to(self, scope: Scope, task: Task) -> bool:
        """Whether somebody who sees the task sees the file too."""
        return not (self.kept_from_units and scope.shields(task))


def attach(task: Task, by: Actor) -> Task:
    """The task's next version, in the same state."""
    check(Action.ATTACH, task, by)
    return task.moved(task.state)


def is_kept_from_units(task: Task, by: Actor) -> bool:
    """Whether what this actor adds may tell who complained: they know it, and the units must not."""
    return task.confidential and not is_shielded(task, by)


def facts_of(files: list[Evidence]) -> Facts:
    """What the trail says: digests, never names, for a name may be somebody's."""
    return {
        "shows": files[0].shows.value,
        "files": [
            {
                "evidence_id": str(each.evidence_id),
                "media_type": each.media_type,
                "size": each.size,
                "sha256": each.digest,
            }
            for each in files
        ],
    }
