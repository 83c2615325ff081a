"""Colours of the style sheet, measured as WCAG 2.2 measures them, in light and in dark."""

import re

import pytest

from shared.web.static_files import STATIC_DIR

STYLE = (STATIC_DIR / "style.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent", "red") for ground in GROUNDS),
    *(("ink-faint", ground, TEXT) for ground in ("paper", "surface")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-deep", TEXT),
    ("ink", "accent-soft", TEXT),
    ("ink-soft", "accent-soft", TEXT),
    ("accent", "accent-soft", TEXT),
    ("accent-deep", "accent-soft", TEXT),
    *((tone, f"{tone}-soft", TEXT) for tone in ("red", "amber", "green")),
    *((tone, ground, TEXT) for tone in ("amber", "green") for ground in GROUNDS),
    ("ink", "amber-soft", TEXT),
    ("ink-soft", "green-soft", TEXT),
    ("surface", "red", TEXT),
    *(("edge", ground, SHAPE) for ground in ("paper", "surface")),
    ("accent-mid", "surface", SHAPE),
]


def palette(dark: bool) -> dict[str, str]:
    """The custom properties that hold colours, by name."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", blocks[1 if dark else 0]))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_the_measure_agrees_with_the_standards_own_ends() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_words_and_shapes_stand_out_from_their_ground(
    dark: bool, ink: str, ground: str, least: float
) -> None:
    colours = palette(dark)
    assert contrast(colours[ink], colours[ground]) >= least


@pytest.mark.parametrize(
    ("ink", "ground"), [("#fff", "#123a63"), ("#d3e2f3", "#123a63"), ("#123a63", "#e3edf8")]
)
def test_the_home_pages_band_can_be_read(ink: str, ground: str) -> None:
    assert ink in STYLE
    assert ground in STYLE
    assert contrast(ink, ground) >= TEXT


def test_light_and_dark_name_the_same_colours() -> None:
    assert palette(dark=False).keys() == palette(dark=True).keys()
