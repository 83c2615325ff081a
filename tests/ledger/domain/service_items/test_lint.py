"""Lint: each rule finds what it is about, says it in both languages, and blocks only where it must."""

from dataclasses import replace

import pytest
from hypothesis import given

from services.ledger.domain.service_items.guide import (
    Days,
    DayUnit,
    Fee,
    Guide,
    Material,
    MaterialSource,
    OnlineDepth,
)
from services.ledger.domain.service_items.lint import Severity, faults_of, findings_of
from tests.ledger.domain.service_items.guides import GUIDES, LAW, SOUND

FIRST, *REST = SOUND.steps
FORM, CARD = SOUND.materials


def test_a_sound_guide_has_no_finding() -> None:
    assert findings_of(SOUND) == []


@pytest.mark.parametrize(
    ("guide", "rule", "severity"),
    [
        (replace(SOUND, steps=()), "no-steps", Severity.FAULT),
        (
            replace(SOUND, steps=(replace(FIRST, basis=""), *REST)),
            "step-without-basis",
            Severity.WARNING,
        ),
        (
            replace(
                SOUND, steps=(replace(FIRST, asks_for=("申请书", "身份证", "无犯罪证明")), *REST)
            ),
            "material-not-in-guide",
            Severity.FAULT,
        ),
        (
            replace(SOUND, materials=(replace(FORM, basis=""), CARD)),
            "material-without-basis",
            Severity.WARNING,
        ),
        (
            replace(SOUND, materials=(FORM, replace(CARD, source=MaterialSource.E_LICENCE))),
            "material-known-already",
            Severity.WARNING,
        ),
        (
            replace(SOUND, materials=(*SOUND.materials, Material("m3", "照片", "Photo", LAW))),
            "material-never-asked-for",
            Severity.WARNING,
        ),
        (
            replace(SOUND, fees=(Fee("f1", "工本费", "Cost", "", 500),)),
            "fee-without-law",
            Severity.FAULT,
        ),
        (replace(SOUND, promised=None), "no-promise", Severity.FAULT),
        (replace(SOUND, promised=Days(21)), "promise-above-law", Severity.FAULT),
        (replace(SOUND, legal_basis=""), "days-without-basis", Severity.WARNING),
        (
            replace(SOUND, online_depth=OnlineDepth.WHOLE),
            "trips-though-online",
            Severity.FAULT,
        ),
        (replace(SOUND, trips=2), "more-than-one-trip", Severity.WARNING),
        (replace(SOUND, basis=""), "item-without-basis", Severity.WARNING),
        (replace(SOUND, steps=(replace(FIRST, name_zh=""), *REST)), "no-name", Severity.FAULT),
        (replace(SOUND, steps=(replace(FIRST, name_en=""), *REST)), "no-english", Severity.WARNING),
        (replace(SOUND, who_zh="外资公司"), "no-english", Severity.WARNING),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_finds_its_own(guide: Guide, rule: str, severity: Severity) -> None:
    assert [(each.rule, each.severity) for each in findings_of(guide)] == [(rule, severity)]


@pytest.mark.parametrize(
    ("promised", "legal", "longer"),
    [
        (Days(20), Days(20), False),
        (Days(11), Days(10, DayUnit.CALENDAR), True),
        (Days(12, DayUnit.CALENDAR), Days(10), False),
        (Days(60, DayUnit.CALENDAR), Days(10), True),
    ],
)
def test_only_what_is_certainly_longer_blocks(promised: Days, legal: Days, longer: bool) -> None:
    found = faults_of(replace(SOUND, promised=promised, legal=legal))
    assert bool(found) == longer


@given(GUIDES)
def test_whatever_the_guide_findings_speak_both_languages_and_faults_come_first(
    guide: Guide,
) -> None:
    found = findings_of(guide)
    assert all(each.zh and each.en for each in found)
    kinds = [each.severity for each in found]
    assert kinds == sorted(kinds, key=lambda kind: kind is not Severity.FAULT)
