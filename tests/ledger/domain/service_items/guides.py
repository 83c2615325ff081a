"""Guides for tests: one written out, and any there could be."""

from typing import Any

from hypothesis import strategies as st

from services.ledger.domain.service_items.guide import (
    Days,
    DayUnit,
    Fee,
    Guide,
    Material,
    MaterialKind,
    MaterialSource,
    OnlineDepth,
    Step,
)

LAW = "《食品安全法》第三十五条"
SOUND = Guide(
    steps=(
        Step("s1", "受理", "Acceptance", LAW, ("申请书", "身份证")),
        Step("s2", "现场核查", "Inspection", LAW),
        Step("s3", "领证", "Collection", LAW),
    ),
    materials=(
        Material("m1", "申请书", "Application form", LAW),
        Material("m2", "身份证", "Identity card", LAW),
    ),
    legal=Days(20),
    legal_basis=LAW,
    promised=Days(10),
    trips=1,
    online_depth=OnlineDepth.PRE_REVIEW,
    basis=LAW,
)
"""Nothing to be found in it."""

WORDS = st.text(alphabet="甲乙丙ab ", max_size=4)
KEYS = st.sampled_from([f"k{index}" for index in range(8)])
DAYS = st.none() | st.builds(Days, st.integers(0, 90), st.sampled_from(DayUnit))


def elements(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=6, unique_by=lambda each: each.key).map(tuple)


STEPS = st.builds(Step, KEYS, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple))
MATERIALS = st.builds(
    Material,
    *(KEYS, WORDS, WORDS, WORDS),
    st.sampled_from(MaterialSource),
    st.sampled_from(MaterialKind),
    st.integers(0, 3),
)
FEES = st.builds(Fee, KEYS, WORDS, WORDS, WORDS, st.integers(0, 10_000))
GUIDES = st.builds(
    Guide,
    steps=elements(STEPS),
    materials=elements(MATERIALS),
    fees=elements(FEES),
    legal=DAYS,
    legal_basis=WORDS,
    promised=DAYS,
    trips=st.none() | st.integers(0, 5),
    online_depth=st.none() | st.sampled_from(OnlineDepth),
    basis=WORDS,
    who_zh=WORDS,
    who_en=WORDS,
    where_zh=WORDS,
    where_en=WORDS,
)
