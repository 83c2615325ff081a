"""What has been typed into the form so far, carried from step to step inside the page itself."""

import json
import re
import secrets
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from pydantic import ValidationError
from starlette.datastructures import FormData

from services.intake.entrypoints.submission import Submission
from services.intake.entrypoints.words import FIELDS
from shared.language import Text
from shared.web.problems import FieldError
from shared.web.validation import from_validation

SAID, CONTACT, CHECK = 1, 2, 3
STEP_FIELDS: Mapping[int, tuple[str, ...]] = {
    SAID: ("content", "title", "nature", "category", "district", "occurred_at"),
    CONTACT: ("name", "phone", "email", "address", "wishes"),
    CHECK: (),
}
CONFIDENTIAL, NO_REPLY = "confidential", "no_reply"
DERIVED_TITLE = 80
"""Columns of the content that serve as a title when none was given; a Chinese character takes two."""

_KEY = re.compile(r"form-[A-Za-z0-9_-]{22}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.\s")


@dataclass(frozen=True, slots=True)
class Draft:
    """The form's fields as typed; `key` makes sending it twice harmless."""

    key: str
    texts: Mapping[str, str]
    wishes: tuple[str, ...] = ()

    @classmethod
    def new(cls) -> Self:
        """An empty form."""
        return cls(f"form-{secrets.token_urlsafe(16)}", {})

    @classmethod
    def of(cls, form: FormData) -> Self:
        """The form as it came back; a key that is not ours is replaced."""
        names = [name for fields in STEP_FIELDS.values() for name in fields if name != "wishes"]
        texts = {name: value for name in names if isinstance(value := form.get(name), str)}
        wishes = tuple(str(wish) for wish in form.getlist("wishes"))
        key = str(form.get("key", ""))
        return cls(key if _KEY.fullmatch(key) else cls.new().key, texts, wishes)

    def with_new_key(self) -> "Draft":
        """The same words, to be sent as another complaint."""
        return Draft(Draft.new().key, self.texts, self.wishes)

    @property
    def title(self) -> str:
        """The title given, else the beginning of the content."""
        given = self.texts.get("title", "").strip()
        return given or _first_sentence(self.texts.get("content", ""))

    def check(self) -> tuple[Submission | None, Sequence[FieldError]]:
        """The submission, or what is wrong, in the order of the form."""
        errors = self._phone_errors()
        try:
            submission = Submission.model_validate_json(json.dumps(self._body()))
        except ValidationError as error:
            errors += from_validation(error, FIELDS).errors
            errors = [each for each in errors if each.field != "title" or self.texts.get("title")]
        else:
            if not errors:
                return submission, ()
        return None, sorted(errors, key=_place)

    def _body(self) -> dict[str, object]:
        texts = {name: value for name, value in self.texts.items() if value.strip()}
        body: dict[str, object] = {
            **texts,
            "title": self.title,
            "content": self.texts.get("content", ""),
        }
        if "occurred_at" in texts:
            body["occurred_at"] = _start_of_day(texts["occurred_at"])
        body["confidential"] = CONFIDENTIAL in self.wishes
        body["wants_reply"] = NO_REPLY not in self.wishes
        body["real_name"] = bool(texts.get("name"))
        return body

    def _phone_errors(self) -> list[FieldError]:
        phone = self.texts.get("phone", "").strip()
        if not phone or sum(each.isdecimal() for each in phone) >= 7:
            return []
        words = Text(
            "电话号码不完整，请写全，例如 13800138000 或 0791-86221234。",
            "The phone number is not complete. Write it like 13800138000 or 0791-86221234.",
        )
        return [FieldError("phone", words)]


def step_of(field: str) -> int:
    """The step a field is on; the first for one that is on none."""
    return next((step for step, fields in STEP_FIELDS.items() if field in fields), SAID)


def _place(error: FieldError) -> int:
    order = [name for fields in STEP_FIELDS.values() for name in fields]
    return order.index(error.field) if error.field in order else len(order)


def _first_sentence(content: str) -> str:
    words = " ".join(_SENTENCE_END.split(content.strip(), maxsplit=1)[0].split())
    columns = list(accumulate(1 + (each > "\u2e7f") for each in words))
    if not columns or columns[-1] <= DERIVED_TITLE:
        return words
    cut = words[: bisect_right(columns, DERIVED_TITLE - 2)]
    in_word = cut[-1].isascii() and words[len(cut)].isascii() and " " in cut
    return (cut.rsplit(" ", 1)[0] if in_word else cut).rstrip("，,、 ") + "…"


def _start_of_day(typed: str) -> str:
    """Midnight in China for a date; anything else as it is, for the check to refuse."""
    return f"{typed}T00:00:00+08:00" if _DATE.fullmatch(typed.strip()) else typed
