"""Two guides side by side: what went away, what came, what changed, each said in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.ledger.domain.service_items.difference import FACTS as FACT_NAMES
from services.ledger.domain.service_items.figures import Apart, apart
from services.ledger.domain.service_items.guide import Days, Element, Fee, Guide, Material, Step
from services.ledger.entrypoints.service_items.words import (
    DEPTHS,
    FACTS,
    FIGURES,
    KINDS,
    SOURCES,
    days,
    name_of,
    trips,
    yuan,
)
from shared.language import Text

E = TypeVar("E", bound=Element)
MARKS = {
    "same": Text("没有变", "unchanged"),
    "removed": Text("去掉了", "removed"),
    "added": Text("新增", "added"),
    "changed": Text("改了", "changed"),
    "moved": Text("顺序变了", "moved"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One detail on both sides; None where the element is not there."""

    label: Text
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class Row:
    """One element on both sides. The first line is its name."""

    mark: str
    lines: Sequence[Line]

    @property
    def words(self) -> Text:
        return MARKS[self.mark]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything, in the order a guide is read."""

    figures: Sequence[tuple[Text, str, str, Text, str]]
    """Name, before, after, the change in words, and `less`, `more` or `same`."""
    facts: Sequence[Row]
    steps: Sequence[Row]
    materials: Sequence[Row]
    fees: Sequence[Row]


def compare(before: Guide, after: Guide) -> Comparison:
    """Two guides, complete."""
    return Comparison(
        figures=[_figure(each) for each in apart(before, after)],
        facts=list(_facts(before, after)),
        steps=list(_rows(before.steps, after.steps)),
        materials=list(_rows(before.materials, after.materials)),
        fees=list(_rows(before.fees, after.fees)),
    )


def _figure(each: Apart) -> tuple[Text, str, str, Text, str]:
    def shown(value: int | None) -> str:
        if value is None:
            return "–"
        return yuan(value) if each.name == "fen" else str(value)

    before, after = shown(each.before), shown(each.after)
    if each.less is None:
        return FIGURES[each.name], before, after, Text("无法比较", "not comparable"), "same"
    size = shown(abs(each.less))
    if each.less > 0:
        return FIGURES[each.name], before, after, Text(f"少了 {size}", f"{size} fewer"), "less"
    if each.less < 0:
        return FIGURES[each.name], before, after, Text(f"多了 {size}", f"{size} more"), "more"
    return FIGURES[each.name], before, after, MARKS["same"], "same"


def _facts(before: Guide, after: Guide) -> Iterator[Row]:
    for name in FACTS:
        if name not in FACT_NAMES:
            continue
        old, new = fact_words(before, name), fact_words(after, name)
        if old == new:
            continue
        mark = "added" if not old.zh else "removed" if not new.zh else "changed"
        yield Row(mark, [Line(FACTS[name], old if old.zh else None, new if new.zh else None)])


def fact_words(guide: Guide, name: str) -> Text:
    """One value of a guide in words; empty where it says nothing."""
    value = getattr(guide, name)
    if isinstance(value, Days):
        return days(value)
    if name == "trips":
        return trips(value)
    if name == "online_depth":
        return DEPTHS[value] if value else Text("", "")
    return Text(value or "", value or "")


def _rows(before: Sequence[E], after: Sequence[E]) -> Iterator[Row]:
    """What is there afterwards in its order, each removed element after what it stood behind."""
    old, new = {each.key: each for each in before}, {each.key: each for each in after}
    kept = [each.key for each in after if each.key in old]
    stayed = [each.key for each in before if each.key in new]
    gone = _gone_behind(before, new)
    yield from gone.get("", [])
    for each in after:
        if each.key not in old:
            yield Row("added", _lines(None, each))
        else:
            moved = kept.index(each.key) != stayed.index(each.key)
            mark = "changed" if old[each.key] != each else "moved" if moved else "same"
            yield Row(mark, _lines(old[each.key], each))
            yield from gone.get(each.key, [])


def _gone_behind(before: Sequence[E], new: dict[str, E]) -> dict[str, list[Row]]:
    """Removed elements by the key of the one they stood behind; "" for the beginning."""
    gone: dict[str, list[Row]] = {}
    last = ""
    for each in before:
        if each.key in new:
            last = each.key
        else:
            gone.setdefault(last, []).append(Row("removed", _lines(each, None)))
    return gone


def _lines(before: Element | None, after: Element | None) -> list[Line]:
    old = details(before) if before else {}
    new = details(after) if after else {}
    labels = dict.fromkeys((*old, *new))
    return [Line(label, old.get(label), new.get(label)) for label in labels]


def details(element: Element) -> dict[Text, Text]:
    """An element in words, its name first; what is not said is left out."""
    found = {
        Text("", ""): name_of(element),
        Text("英文", ""): Text(element.name_en, ""),
        Text("", "In Chinese"): Text("", element.name_zh if element.name_en else ""),
        **_own(element),
    }
    if element.basis:
        found[Text("依据", "Basis")] = Text(element.basis, element.basis)
    return {label: words for label, words in found.items() if words.zh or words.en}


def _own(element: Element) -> dict[Text, Text]:
    match element:
        case Step():
            asked = Text("、".join(element.asks_for), ", ".join(element.asks_for))
            return {Text("要看", "Asks for"): asked}
        case Material():
            count = element.copies
            kind = KINDS[element.kind]
            amount = Text(f"{kind.zh} {count} 份", f"{kind.en}, {count}")
            return {
                Text("形式", "Kind"): amount,
                Text("来源", "Source"): SOURCES[element.source],
            }
        case Fee():
            return {
                Text("金额", "Amount"): Text(f"{yuan(element.fen)} 元", f"¥{yuan(element.fen)}")
            }
    return {}
