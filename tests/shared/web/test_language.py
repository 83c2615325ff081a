"""Which language is spoken to whom."""

import pytest
from starlette.requests import Request

from shared.language import Language, Text
from shared.web.language import language_of


def asking(query: str = "", cookie: str = "", accept: str = "") -> Request:
    headers = [(b"cookie", cookie.encode()), (b"accept-language", accept.encode())]
    scope = {"type": "http", "query_string": query.encode(), "headers": headers}
    return Request(scope)


def test_nobody_in_particular_is_spoken_to_in_chinese() -> None:
    assert language_of(asking()) is Language.ZH


def test_the_address_wins_over_the_cookie_and_the_cookie_over_the_browser() -> None:
    assert language_of(asking("lang=en", "jx_lang=zh", "zh-CN")) is Language.EN
    assert language_of(asking("", "jx_lang=en", "zh-CN")) is Language.EN
    assert language_of(asking("", "", "en-US,en;q=0.9")) is Language.EN


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("fr-FR, en;q=0.8, zh;q=0.9", Language.ZH),
        ("en;q=0.5, zh-CN", Language.ZH),
        ("en, zh", Language.EN),
        ("fr, de", Language.ZH),
        ("en;q=0, zh;q=0.1", Language.ZH),
        ("en;q=loud", Language.ZH),
        ("*", Language.ZH),
        ("EN_us", Language.EN),
    ],
)
def test_the_heaviest_language_we_speak_is_taken(accept: str, language: Language) -> None:
    assert language_of(asking(accept=accept)) is language


@pytest.mark.parametrize("query", ["lang=", "lang=klingon", "lang=%00"])
def test_a_language_we_do_not_speak_is_as_good_as_none(query: str) -> None:
    assert language_of(asking(query)) is Language.ZH


def test_a_text_is_filled_in_both_languages_and_so_are_texts_within() -> None:
    text = Text("派给{unit}，{n} 件", "Send {n} to {unit}")
    filled = text.format(unit=Text("人社局", "Human Resources"), n=3)
    assert filled == Text("派给人社局，3 件", "Send 3 to Human Resources")
    assert filled.in_(Language.EN) == "Send 3 to Human Resources"
