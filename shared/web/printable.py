"""Text that cannot be stored or shown: control characters and lone surrogates, field by field."""

import json
import re
from collections.abc import Iterator

from shared.language import Text
from shared.web.common_problems import invalid
from shared.web.problems import FieldError

# What JSON may hide: an escaped control character or half of a surrogate pair. Most bodies hold
# no such escape and are let through by this one scan. Tab, line feed and return are welcome.
_SUSPECT = re.compile(rb"\\u00[01]|\\u007[fF]|\\u[dD][89a-fA-F]|\\[bf]|\x7f").search
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def refuse_unprintable(body: bytes) -> None:
    """Raise the 422 problem naming each offending field; a body that is no JSON passes unharmed."""
    if not _SUSPECT(body):
        return
    try:
        errors = list(unprintable_in(json.loads(body), ""))
    except (ValueError, RecursionError):
        return
    if errors:
        raise invalid(errors)


def without_unprintable(text: str) -> str:
    """The text with such characters left out."""
    return _UNPRINTABLE.sub("", text)


def unprintable_in(value: object, field: str) -> Iterator[FieldError]:
    """One error for each text below `value` that holds such a character; dotted field paths."""
    if isinstance(value, str):
        found = _UNPRINTABLE.search(value)
        if found:
            yield FieldError(field, _message(found[0]))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from unprintable_in(key, field)
            yield from unprintable_in(item, f"{field}.{key}" if field else str(key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from unprintable_in(item, f"{field}.{index}" if field else str(index))


def _message(character: str) -> Text:
    return Text(
        "含有无法显示的字符（{code}），请删掉后再提交。",
        "It contains a character that cannot be shown ({code}). Please remove it.",
    ).format(code=f"U+{ord(character):04X}")
