"""What was looked for, marked where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from shared.web.marking import passage, pieces


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_the_pieces_are_the_text(text: str, words: list[str]) -> None:
    assert "".join(piece for piece, _ in pieces(text, words)) == text


def test_case_does_not_matter_and_longer_words_go_first() -> None:
    assert pieces("Wi-Fi坏了", ["wi", "wi-fi"]) == [("Wi-Fi", True), ("坏了", False)]


def test_a_passage_says_where_it_was_cut() -> None:
    text = "前" * 40 + "路灯" + "后" * 90
    shown = "".join(piece for piece, _ in passage(text, ["路灯"]))
    assert shown == "…" + "前" * 14 + "路灯" + "后" * 38 + "…"
    assert passage(text, ["没有"]) == []
    assert passage(text, []) == []
