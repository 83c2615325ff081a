"""The draft's form: one form with everything in it; each button keeps it and does one thing more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from services.ledger.domain.service_items.guide import Days, Guide
from services.ledger.entrypoints.service_items.bodies import MOST_ELEMENTS, GuideBody
from services.ledger.entrypoints.service_items.item_desk import new_key
from services.ledger.entrypoints.service_items.words import LABELS, yuan
from shared.web.problems import FieldError
from shared.web.validation import from_validation

LISTS = {"step": "steps", "material": "materials", "fee": "fees"}
_ALL = ("name_zh", "name_en", "basis")
FIELDS = {
    "step": (*_ALL, "asks_for"),
    "material": (*_ALL, "source", "kind", "copies"),
    "fee": (*_ALL, "fen"),
}
PLAIN = (
    "legal_basis",
    "trips",
    "online_depth",
    "basis",
    "who_zh",
    "who_en",
    "where_zh",
    "where_en",
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form says: values by field, and the keys of its elements in order."""

    values: Mapping[str, str]
    keys: Mapping[str, Sequence[str]]


def of_guide(guide: Guide) -> Typed:
    """The form of a guide."""
    values: dict[str, str] = {name: _text(getattr(guide, name)) for name in PLAIN}
    for name in ("legal", "promised"):
        limit: Days | None = getattr(guide, name)
        values[name] = str(limit.amount) if limit else ""
        values[f"{name}_unit"] = limit.unit.value if limit else "working"
    for kind, plural in LISTS.items():
        for each in getattr(guide, plural):
            for name in FIELDS[kind]:
                values[f"{kind}.{each.key}.{name}"] = _text(getattr(each, name), name)
    keys = {kind: [each.key for each in getattr(guide, plural)] for kind, plural in LISTS.items()}
    return Typed(values, keys)


def of_form(form: FormData) -> Typed:
    """What somebody typed, with what the button asks for done: add:KIND, remove:KIND:KEY, up:KIND:KEY."""
    values = {name: str(value).strip() for name, value in form.items()}
    keys = {kind: [str(key) for key in form.getlist(kind)][: MOST_ELEMENTS + 1] for kind in LISTS}
    what, _, where = values.get("do", "").partition(":")
    kind, _, key = where.partition(":")
    if kind in LISTS:
        keys[kind] = _done(keys[kind], what, key)
    return Typed(values, keys)


def _done(keys: list[str], what: str, key: str) -> list[str]:
    if what == "add":
        return [*keys, new_key()]
    if key not in keys:
        return keys
    place = keys.index(key)
    rest = [each for each in keys if each != key]
    if what == "remove":
        return rest
    return [*rest[: max(place - 1, 0)], key, *rest[max(place - 1, 0) :]] if what == "up" else keys


def read(typed: Typed) -> tuple[Guide | None, Sequence[FieldError]]:
    """The guide, or what is wrong with which field."""
    body: dict[str, Any] = {name: typed.values.get(name) or None for name in PLAIN}
    body = {name: value for name, value in body.items() if value is not None}
    for name in ("legal", "promised"):
        if amount := typed.values.get(name):
            body[name] = {"amount": amount, "unit": typed.values.get(f"{name}_unit", "working")}
    for kind, plural in LISTS.items():
        body[plural] = [_element(typed, kind, key) for key in typed.keys[kind]]
    try:
        return GuideBody.model_validate(body).guide(), ()
    except ValidationError as error:
        problem = from_validation(error, _labels(typed))
        return None, [
            FieldError(_field(each.field, typed), each.message) for each in problem.errors
        ]


def _element(typed: Typed, kind: str, key: str) -> dict[str, Any]:
    given = {name: typed.values.get(f"{kind}.{key}.{name}", "") for name in FIELDS[kind]}
    element: dict[str, Any] = {"key": key, **{name: each for name, each in given.items() if each}}
    if "asks_for" in element:
        lines = element["asks_for"].splitlines()
        element["asks_for"] = [line.strip() for line in lines if line.strip()]
    if "fen" in element:
        element["fen"] = _fen(element["fen"])
    return element


def _fen(amount: str) -> object:
    """Yuan as hundredths; what is no amount stays as it is, to be refused."""
    try:
        fen = Decimal(amount.replace(",", "")) * 100
    except InvalidOperation:
        return amount
    return int(fen) if fen == fen.to_integral_value() else amount


def _labels(typed: Typed) -> dict[str, Any]:
    labels = {**LABELS, "legal.amount": LABELS["legal"], "promised.amount": LABELS["promised"]}
    for kind, plural in LISTS.items():
        for index in range(len(typed.keys[kind])):
            labels |= {f"{plural}.{index}.{name}": LABELS[name] for name in FIELDS[kind]}
    return labels


def _field(path: str, typed: Typed) -> str:
    """`steps.0.name_zh` is the form's `step.KEY.name_zh`; `legal.amount` its `legal`."""
    plural, _, rest = path.partition(".")
    kind = next((kind for kind, name in LISTS.items() if name == plural), None)
    if kind is None:
        return plural if rest == "amount" else path
    index, _, name = rest.partition(".")
    known = typed.keys[kind]
    if not index.isdigit() or int(index) >= len(known):
        return ""
    return f"{kind}.{known[int(index)]}.{name.partition('.')[0]}"


def _text(value: Any, name: str = "") -> str:
    if value is None:
        return ""
    if name == "fen":
        return yuan(value)
    return "\n".join(value) if isinstance(value, tuple) else str(value)
