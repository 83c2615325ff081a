"""What is handed to a transport: finished words, and whom they are for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One letter in the recipient's language: a notice, or several of one kind."""

    key: str
    """The same at every attempt of one letter, so that a receiver can recognise a repetition."""
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
    task_numbers: tuple[str, ...] = ()
    """Every task it speaks of, the oldest notice first; `task_number` is the first of them."""
