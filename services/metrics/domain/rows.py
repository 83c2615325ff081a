"""What notices, parked messages and the directory's entries are to metrics: one row each."""

from datetime import datetime
from typing import NamedTuple


class Notice(NamedTuple):
    """What became of a notice last. `outcome` is `delivered` or `failed`, `at` when that was."""

    notice_id: str
    rank: int
    """Twice the version, plus one when delivered: of two with one version the delivery counts."""
    outcome: str
    at: datetime
    unit: str | None
    case_number: str | None
    reason: str
    transport: str
    attempts: int


class Parked(NamedTuple):
    """A message that some consumer put aside, and why."""

    service: str
    consumer: str
    message_id: str
    message_type: str | None
    stream: str
    stream_sequence: int
    reason: str
    parked_at: datetime


class Retried(NamedTuple):
    """A message that was put aside and handled after all."""

    service: str
    consumer: str
    message_id: str
    retried_at: datetime


class Unit(NamedTuple):
    """A unit as the directory last had it."""

    code: str
    version: int
    name_zh: str
    name_en: str
    active: bool


class Category(NamedTuple):
    """A category as the directory last had it; a main category has no parent."""

    code: str
    version: int
    name_zh: str
    name_en: str
    active: bool
    parent: str | None
