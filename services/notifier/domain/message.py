"""What is handed to a transport: finished words, and whom they are for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One notice in the recipient's language."""

    key: str
    """The same at every attempt of one notice, so that a receiver can recognise a repetition."""
    staff_id: str
    name: str
    unit_code: str | None
    email: str | None
    language: str
    reason: str
    task_number: str
    subject: str
    text: str
    html: str
    link: str
    """Where to look and act; empty when no address of the ledger is set."""
