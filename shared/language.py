"""The two languages everything a person reads is written in."""

import os
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Simplified Chinese, the default, and English."""

    ZH = "zh"
    EN = "en"


def terminal_language() -> Language:
    """Chinese where the locale is Chinese, else English; `JIANGXIN_LANGUAGE` decides over both."""
    for variable in ("JIANGXIN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return Language.ZH if value.lower().startswith("zh") else Language.EN
    return Language.EN


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
