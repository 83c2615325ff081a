"""Pydantic's validation errors in plain words, in both languages, each naming its field."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.language import Text
from shared.web.common_problems import invalid, malformed
from shared.web.problems import FieldError, Problem
from shared.web.validation_words import FALLBACK, JSON_BROKEN, WORDS

_NO_LABELS: Mapping[str, Text] = {}


def from_validation(error: ValidationError, labels: Mapping[str, Text] = _NO_LABELS) -> Problem:
    """400 when the body is not JSON, otherwise 422 with one error a field, in the model's order.

    `labels` maps dotted field paths to what a form calls the field; without a label the path
    itself is used. A validator may raise `ValueError(Text(…))` to choose its own words.
    """
    details = error.errors(include_url=False)
    broken = next((detail for detail in details if detail["type"] == "json_invalid"), None)
    if broken is not None:
        return malformed(JSON_BROKEN.format(where=_where(broken)))
    return invalid([_field_error(detail, labels) for detail in details])


def _field_error(detail: ErrorDetails, labels: Mapping[str, Text]) -> FieldError:
    field = ".".join(str(part) for part in _path(detail["loc"]))
    label = labels.get(field) or (Text(f"“{field}”", f"“{field}”") if field else _THE_WHOLE)
    context = detail.get("ctx", {})
    raised = context.get("error")
    if isinstance(raised, ValueError) and raised.args and isinstance(raised.args[0], Text):
        return FieldError(field, raised.args[0])
    words = WORDS.get(_kind(detail), FALLBACK)
    return FieldError(field, words.format(label=label, **_values(detail, context)))


def _kind(detail: ErrorDetails) -> str:
    """A text that is too long behind a validator is `too_long` to Pydantic, as a list would be."""
    of_text = isinstance(detail.get("input"), str) and detail["type"] in ("too_long", "too_short")
    return f"string_{detail['type']}" if of_text else detail["type"]


_THE_WHOLE = Text("整个内容", "the content as a whole")


def _path(location: Sequence[int | str]) -> list[int | str]:
    """Without the steps that are pydantic's, not the sender's: union members, key markers."""
    return [part for part in location if not (isinstance(part, str) and _is_internal(part))]


def _is_internal(part: str) -> bool:
    return part == "[key]" or "[" in part or part.startswith("function-")


def _values(detail: ErrorDetails, context: Mapping[str, object]) -> dict[str, object]:
    values = {key: value for key, value in context.items() if key not in ("label", "error")}
    given = detail.get("input")
    if isinstance(given, str | list | tuple | dict):
        values.setdefault("actual_length", len(given))
    if "expected" in values:
        values["expected"] = _choices(str(values["expected"]))
    return values


def _choices(expected: str) -> Text:
    """Pydantic's `'a', 'b' or 'c'` as a list in each language, without its quotation marks."""
    names = expected.replace(" or ", ", ").replace("'", "").split(", ")
    return Text("、".join(names), ", ".join(names))


def _where(detail: ErrorDetails) -> Text:
    """Pydantic's reason, which ends in line and column, as it is: it is for programmers."""
    reason = str(detail.get("ctx", {}).get("error", ""))
    return Text(reason, reason)
