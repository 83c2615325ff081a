"""What is wrong with a guide, and what could be less: faults keep it from being published, warnings do not.

Source: 四减一优化 as Jiujiang encodes it (research of municipal practice): what no law demands goes, a
material that is not in the guide is not asked for, a fee needs a law or an administrative regulation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.ledger.domain.service_items.guide import (
    Days,
    DayUnit,
    Element,
    Guide,
    MaterialSource,
    OnlineDepth,
    names_of,
)


class Severity(StrEnum):
    """Whether it keeps the guide from being published."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found. `place` is the field of the form it is about, such as `step.ab12.basis`."""

    rule: str
    severity: Severity
    place: str
    zh: str
    en: str


def findings_of(guide: Guide) -> list[Finding]:
    """Everything found, faults first, then in the order of the guide."""
    found = [*_steps(guide), *_materials(guide), *_fees(guide), *_days(guide), *_whole(guide)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.FAULT)


def faults_of(guide: Guide) -> list[Finding]:
    """What keeps the guide from being published."""
    return [finding for finding in findings_of(guide) if finding.severity is Severity.FAULT]


def _steps(guide: Guide) -> Iterator[Finding]:
    if not guide.steps:
        yield _fault(
            "no-steps",
            "",
            "还没有环节，请至少写一个。",
            "There is no step yet; write at least one.",
        )
    listed = names_of(guide.materials)
    for step in guide.steps:
        place = f"step.{step.key}"
        yield from _named(place, step)
        if not step.basis:
            yield _warning(
                "step-without-basis",
                f"{place}.basis",
                f"环节“{step.name_zh}”没有法定依据，没有依据的应当取消。",
                f"Step “{_in_english(step)}” has no legal basis; without one it ought to go.",
            )
        for name in step.asks_for:
            if name.casefold() not in listed:
                yield _fault(
                    "material-not-in-guide",
                    f"{place}.asks_for",
                    f"环节“{step.name_zh}”要“{name}”，指南的材料里没有。请列入材料，或者不再要。",
                    f"Step “{_in_english(step)}” asks for “{name}”, which is not among the materials."
                    " List it, or stop asking.",
                )


def _materials(guide: Guide) -> Iterator[Finding]:
    asked = {name.casefold() for step in guide.steps for name in step.asks_for}
    for material in guide.materials:
        place = f"material.{material.key}"
        yield from _named(place, material)
        if not material.basis:
            yield _warning(
                "material-without-basis",
                f"{place}.basis",
                f"材料“{material.name_zh}”没有法定依据，没有依据的应当取消。",
                f"Material “{_in_english(material)}” has no legal basis; without one it ought to go.",
            )
        if material.source in (MaterialSource.SHARED_DATA, MaterialSource.E_LICENCE):
            yield _warning(
                "material-known-already",
                f"{place}.source",
                f"材料“{material.name_zh}”能从共享数据或电子证照取得，不必再让群众带。",
                f"Material “{_in_english(material)}” can be had from shared data or an electronic"
                " licence; people need not bring it.",
            )
        if asked and not names_of([material]) & asked:
            yield _warning(
                "material-never-asked-for",
                f"{place}.name_zh",
                f"没有哪个环节要材料“{material.name_zh}”，可以取消吗？",
                f"No step asks for “{_in_english(material)}”. Can it go?",
            )


def _fees(guide: Guide) -> Iterator[Finding]:
    for fee in guide.fees:
        place = f"fee.{fee.key}"
        yield from _named(place, fee)
        if not fee.basis:
            yield _fault(
                "fee-without-law",
                f"{place}.basis",
                f"收费“{fee.name_zh}”没有法律或行政法规依据，不能收。请写明依据，或取消这一项。",
                f"Fee “{_in_english(fee)}” rests on no law or administrative regulation and cannot be"
                " charged. Name the law, or remove it.",
            )


def _days(guide: Guide) -> Iterator[Finding]:
    legal, promised = guide.legal, guide.promised
    if promised is None:
        yield _fault("no-promise", "promised", "请写明承诺多少日办结，当场办结写 0。",
                     "Say within how many days it is done; 0 for on the spot.")  # fmt: skip
    if legal is not None and promised is not None and longer(promised, legal):
        yield _fault(
            "promise-above-law",
            "promised",
            "承诺时限比法定时限还长，请改短。",
            "The promised days are more than the law allows. Promise fewer.",
        )
    if legal is not None and not guide.legal_basis:
        yield _warning(
            "days-without-basis",
            "legal_basis",
            "法定时限没有写明出自哪一条。",
            "The legal days do not say which provision sets them.",
        )


def _whole(guide: Guide) -> Iterator[Finding]:
    if guide.online_depth is OnlineDepth.WHOLE and guide.trips:
        yield _fault(
            "trips-though-online",
            "trips",
            f"写了全程网办，却还要跑 {guide.trips} 次。请改其中一项。",
            f"Everything is online, and yet {guide.trips} trips are needed. Correct one of the two.",
        )
    if guide.trips is not None and guide.trips > 1:
        yield _warning(
            "more-than-one-trip",
            "trips",
            f"要跑 {guide.trips} 次，能不能最多跑一次？",
            f"{guide.trips} trips are needed. Can it be one at most?",
        )
    if not guide.basis:
        yield _warning("item-without-basis", "basis", "没有写明设定依据。",
                       "It does not say what the item itself rests on.")  # fmt: skip
    for name in ("who", "where"):
        if getattr(guide, f"{name}_zh") and not getattr(guide, f"{name}_en"):
            yield _no_english(f"{name}_en", "谁可以办" if name == "who" else "在哪里办")


def longer(promised: Days, legal: Days) -> bool:
    """Whether it is certainly longer: so many working days never pass in as many calendar days."""
    if promised.unit is legal.unit or promised.unit is DayUnit.WORKING:
        return promised.amount > legal.amount
    return promised.amount > legal.amount * 3


def _named(place: str, element: Element) -> Iterator[Finding]:
    if not element.name_zh:
        yield _fault("no-name", f"{place}.name_zh", "有一项没有写名称，请写上或者去掉。",
                     "One entry has no name. Name it, or remove it.")  # fmt: skip
    elif not element.name_en:
        yield _no_english(f"{place}.name_en", element.name_zh)


def _no_english(place: str, name: str) -> Finding:
    return _warning(
        "no-english", place, f"“{name}”没有英文，外国人看不懂。", f"“{name}” is in Chinese only."
    )


def _in_english(element: Element) -> str:
    return element.name_en or element.name_zh


def _fault(rule: str, place: str, zh: str, en: str) -> Finding:
    return Finding(rule, Severity.FAULT, place, zh, en)


def _warning(rule: str, place: str, zh: str, en: str) -> Finding:
    return Finding(rule, Severity.WARNING, place, zh, en)
