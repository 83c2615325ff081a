"""What the form of a rule begins with, and the code of a rule that is not there yet."""

from dataclasses import asdict
from typing import Any

from starlette.datastructures import FormData

from services.ledger.domain.deadline_rules import Purpose, Unit
from services.ledger.domain.deadlines.rulebook import Rulebook
from services.ledger.entrypoints.deadlines.bodies import CONDITIONS
from services.ledger.entrypoints.deadlines.shown import code_of
from shared.language import Text
from shared.web.common_problems import invalid, not_found
from shared.web.problems import FieldError, Problem

NEW = "new"
"""In the place of a rule's code: a rule that is not there yet."""
SWITCHES = ("pausable", "by_hand", "active")


def new_code(form: FormData) -> str:
    """Raises 422 for what cannot be the code of a rule."""
    code = str(form.get("code", "")).strip()
    try:
        if code != NEW:
            return code_of(code)
    except Problem:
        pass
    words = Text(
        f"“{code}”不能作代码：只用小写字母、数字、连字符和下划线，最多 64 个。",
        f"“{code}” cannot be a code: use lower case letters, digits, - and _, 64 at most.",
    )
    raise invalid([FieldError("code", words)])


def values_of(book: Rulebook, code: str) -> dict[str, Any]:
    """What the form begins with. Raises 404 for a rule there is not."""
    if code == NEW:
        nothing: dict[str, Any] = dict.fromkeys(CONDITIONS, ())
        usual = {"unit": Unit.WORKING_DAYS, "purpose": Purpose.HANDLE, "active": "yes"}
        return {**nothing, **usual, "expected_revision": 0}
    rule = book.by_code.get(code)
    if rule is None:
        raise not_found()
    switches = {name: "yes" if getattr(rule, name) else "" for name in SWITCHES}
    return {**asdict(rule), **switches, "expected_revision": rule.revision}
