"""Reads from an address which notices are asked for."""

import uuid
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from services.notifier.entrypoints.words import REASONS
from services.notifier.handlers.lists import NoticeFilter, Reader
from shared.language import Text
from shared.web.common_problems import invalid, not_found
from shared.web.problems import FieldError
from shared.web.session import Officer, Role

READERS = (Role.DISPATCHER, Role.SUPERVISOR, Role.AUDITOR, Role.UNIT_HEAD)
SENDERS = (Role.DISPATCHER, Role.SUPERVISOR)
LONGEST = 100

Choice = TypeVar("Choice", bound=StrEnum)


def reader_of(officer: Officer) -> Reader:
    """Limited to the own unit for a head; not for those who see the whole city.

    A head without a unit sees nothing: no unit has an empty code.
    """
    if officer.has(Role.DISPATCHER, Role.SUPERVISOR, Role.AUDITOR):
        return Reader(None, officer.staff_id)
    return Reader(officer.unit or "", officer.staff_id)


def read_filter(query: Mapping[str, str]) -> NoticeFilter:
    """The filter. Raises the 422 problem that names each value that cannot be used."""
    errors = [
        FieldError(name, Text(f"最多 {LONGEST} 个字。", f"At most {LONGEST} characters."))
        for name in ("unit", "reason", "recipient", "task", "q")
        if len(query.get(name, "")) > LONGEST
    ]
    reason = query.get("reason") or None
    if reason and reason not in REASONS:
        known = ", ".join(REASONS)
        errors.append(
            FieldError("reason", Text(f"可以是：{known}。", f"It can be one of: {known}."))
        )
    if errors:
        raise invalid(errors)
    return NoticeFilter(
        unit=query.get("unit") or None,
        reason=reason,
        recipient=query.get("recipient") or None,
        task=query.get("task") or None,
        words=query.get("q", "").strip(),
    )


def read_choice(
    query: Mapping[str, str], name: str, kind: type[Choice], otherwise: Choice
) -> Choice:
    """One of a few words. Raises the 422 problem that lists them."""
    given = query.get(name)
    if not given:
        return otherwise
    try:
        return kind(given)
    except ValueError:
        known = ", ".join(kind)
        message = Text(f"可以是：{known}。", f"It can be one of: {known}.")
        raise invalid([FieldError(name, message)]) from None


def read_number(query: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    """A whole number from 1 to `most`. Raises the 422 problem for anything else."""
    given = query.get(name, "")
    if not given:
        return otherwise
    if given.isascii() and given.isdecimal() and len(given) <= 9 and 1 <= int(given) <= most:
        return int(given)
    message = Text(f"请填 1 到 {most} 的整数。", f"Give a whole number from 1 to {most}.")
    raise invalid([FieldError(name, message)])


def read_notice_id(text: str) -> uuid.UUID:
    """The identifier in a path. Raises 404 for what cannot be one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise not_found() from None
