"""The two languages everything a person reads is written in."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Simplified Chinese, the default, and English."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages, kept together so that neither is forgotten."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        return self.en if language is Language.EN else self.zh

    def format(self, **values: object) -> "Text":
        """Fill `{placeholders}`; a value that is itself a `Text` appears in the matching language.

        Values are inserted as they are: escaping is the template's business.
        """
        return Text(
            self.zh.format_map({key: _value(value, Language.ZH) for key, value in values.items()}),
            self.en.format_map({key: _value(value, Language.EN) for key, value in values.items()}),
        )


def _value(value: object, language: Language) -> object:
    return value.in_(language) if isinstance(value, Text) else value
