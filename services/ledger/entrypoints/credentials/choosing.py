"""What was typed where somebody chooses a password, and what is wrong with it before anything is tried."""

from dataclasses import dataclass

from starlette.datastructures import FormData

from services.ledger.domain.credentials.password import weakness_of
from services.ledger.entrypoints.credentials.words import NOT_TWICE, WEAK
from shared.web.common_problems import invalid
from shared.web.problems import FieldError


@dataclass(frozen=True, slots=True, repr=False)
class Chosen:
    """`proof` is the code or the password so far. Has no `repr`, so that no log tells it."""

    staff_id: str
    proof: str
    password: str


def chosen(form: FormData, staff_id: str, proof: str) -> Chosen:
    """Raises the 422 problem with every fault beside its field."""
    given = Chosen(staff_id, str(form.get(proof, ""))[:200], str(form.get("password", "")))
    errors = []
    if weakness := weakness_of(given.password, staff_id, given.proof):
        errors.append(FieldError("password", WEAK[weakness]))
    elif given.password != str(form.get("again", "")):
        errors.append(NOT_TWICE)
    if errors:
        raise invalid(errors)
    return given
