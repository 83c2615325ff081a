"""By when a unit takes a step on the way: signs for what it was sent, says the first word, contacts again.

Source: 蚌埠市12345热线 (signing, first word), 安阳§52 (contact after a bad rating). None of it moves the due
date; the clock tells of a step that was not taken.
"""

from dataclasses import dataclass
from datetime import datetime

from services.ledger.domain.deadline import deadline
from services.ledger.domain.deadline_rules import Purpose
from services.ledger.domain.deadlines.rulebook import Case, Rulebook
from services.ledger.domain.routing import Lineage


@dataclass(frozen=True, slots=True)
class Steps:
    """Moments by which; None where no rule asks for it."""

    sign_by: datetime | None = None
    contact_by: datetime | None = None


NO_STEPS = Steps()


def steps_of(book: Rulebook, case: Case, lineage: Lineage, at: datetime, *, speaks: bool) -> Steps:
    """Of a task that is sent to a unit at a moment.

    The first word is spoken with the person. Where the unit cannot or need not speak with anybody
    (`speaks` is False), signing is the word that the centre waits for.
    """
    sign_by = _by(book, Purpose.SIGN, case, lineage, at)
    word_by = _by(book, Purpose.FIRST_WORD, case, lineage, at)
    if speaks or word_by is None:
        return Steps(sign_by, word_by)
    return Steps(min(word_by, sign_by or word_by))


def contact_again_by(
    book: Rulebook, case: Case, lineage: Lineage, at: datetime, *, speaks: bool
) -> datetime | None:
    """After a bad rating: the person is contacted first, then it is done again."""
    return _by(book, Purpose.CONTACT, case, lineage, at) if speaks else None


def _by(
    book: Rulebook, purpose: Purpose, case: Case, lineage: Lineage, at: datetime
) -> datetime | None:
    rule = book.rule_for(purpose, case, lineage)
    return deadline(rule, at, book.calendar).due_at if rule else None
