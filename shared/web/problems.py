"""Errors people and programs can act on: RFC 9457 problem details in the language asked for.

Raise a `Problem` anywhere below an endpoint; `problem_answers` turns it into JSON or a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.language import Language, Text

TYPE_PREFIX = "urn:jiangxin:problem:"


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field. `field` is a dotted path (`contact.phone`), `""` the whole."""

    field: str
    message: Text


class Problem(Exception):
    """A request that cannot be served, why, and what to do about it."""

    def __init__(
        self,
        status: int,
        slug: str,
        title: Text,
        detail: Text,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {slug}: {detail.en}")
        self.status = status
        self.slug = slug
        self.title = title
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    def as_json(self, language: Language, instance: str) -> dict[str, object]:
        """The members of RFC 9457 §3, plus `errors` when fields are at fault."""
        members: dict[str, object] = {
            "type": TYPE_PREFIX + self.slug,
            "title": self.title.in_(language),
            "status": self.status,
            "detail": self.detail.in_(language),
            "instance": instance,
        }
        if self.errors:
            members["errors"] = [
                {"field": error.field, "message": error.message.in_(language)}
                for error in self.errors
            ]
        return members

    def by_field(self) -> dict[str, Text]:
        """The first message of each field, for a form that shows errors beside its fields."""
        messages: dict[str, Text] = {}
        for error in self.errors:
            messages.setdefault(error.field, error.message)
        return messages
