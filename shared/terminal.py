"""A person at a terminal: their language, and a line said to them."""

import os
import sys

from shared.language import Language, Text


def terminal_language() -> Language:
    """Chinese where the locale is Chinese, else English; `JIANGXIN_LANGUAGE` decides over both."""
    for variable in ("JIANGXIN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return Language.ZH if value.lower().startswith("zh") else Language.EN
    return Language.EN


def say(words: Text) -> None:
    """One line on standard output, as it is."""
    sys.stdout.write(words.in_(terminal_language()) + "\n")
