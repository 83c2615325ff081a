"""The trail told as a story: what happened, who did it for whom, and what was said."""

from collections.abc import Callable, Mapping, Sequence

from services.ledger.domain.organisation import Organisation
from services.ledger.domain.task import Action
from services.ledger.domain.trail import TrailEntry
from services.ledger.entrypoints.act_words import HAPPENED
from services.ledger.entrypoints.choice_words import PURPOSES
from services.ledger.entrypoints.evidence.words import attached_words
from services.ledger.entrypoints.timers.alarm_words import alarm_words
from services.ledger.entrypoints.words import CHANNELS, RESULTS, named
from shared.language import Text

Told = dict[str, object]


def story(trail: Sequence[TrailEntry], organisation: Organisation) -> list[Told]:
    """For the `timeline` macro, newest first; `title`, `who` and `words` in both languages."""
    told = [_told(entry, organisation) for entry in reversed(trail)]
    if told:
        told[0]["state"] = "now"
    return told


def _told(entry: TrailEntry, organisation: Organisation) -> Told:
    return {
        "at": entry.at,
        "title": _title(entry, organisation),
        "who": _who(entry, organisation),
        "words": _said(entry),
    }


def _title(entry: TrailEntry, organisation: Organisation) -> Text:
    told = _TITLES.get(entry.action)
    return told(entry, organisation) if told else HAPPENED[entry.action]


def _reported(entry: TrailEntry, _: Organisation) -> Text:
    happened = HAPPENED[entry.action]
    result = next((RESULTS[each] for each in RESULTS if each == entry.after.get("result")), None)
    if result is None:
        return happened
    return Text(f"{happened.zh}：{result.zh}", f"{happened.en}: {result.en.lower()}")


def _revealed(entry: TrailEntry, _: Organisation) -> Text:
    happened = HAPPENED[entry.action]
    purpose = next((PURPOSES[p] for p in PURPOSES if p == entry.after.get("purpose")), happened)
    return Text(f"{happened.zh}：{purpose.zh}", f"{happened.en} {purpose.en}")


def _recused(entry: TrailEntry, organisation: Organisation) -> Text:
    """Names who keeps out, and who took over."""
    recused = entry.after.get("recused")
    last = str(recused[-1]) if isinstance(recused, list) and recused else ""
    person = organisation.staff_by_id.get(last)
    owner = organisation.staff_by_id.get(str(entry.after.get("owner_id")))
    name = person.name if person else last
    over_zh, over_en = (
        (f"，由{owner.name}接手", f"; {owner.name} takes over") if owner else ("", "")
    )
    return Text(f"{name}回避{over_zh}", f"{name} keeps out of it{over_en}")


def _dispatched(entry: TrailEntry, organisation: Organisation) -> Text:
    """Names the unit, and the owner where there is one; within a unit only the owner changes."""
    unit = organisation.unit_by_code.get(str(entry.after.get("unit_code")))
    owner = organisation.staff_by_id.get(str(entry.after.get("owner_id")))
    name = owner.name if owner else ""
    if unit is None:
        return Text(f"改由{name}办理", f"Handed to {name}")
    to_zh = f"派给{unit.name_zh}" + (f"，责任人{name}" if name else "")
    to_en = f"Dispatched to {unit.name_en}" + (f", owner {name}" if name else "")
    return Text(to_zh, to_en)


def _handed_over(entry: TrailEntry, organisation: Organisation) -> Text:
    """Names who has left and who owns it now, where there is one."""
    was = organisation.staff_by_id.get(str(entry.before.get("owner_id")))
    now = organisation.staff_by_id.get(str(entry.after.get("owner_id")))
    left = was.name if was else str(entry.before.get("owner_id"))
    if now is None:
        return Text(f"{left}离岗，等单位定责任人", f"{left} has left; the unit names an owner")
    return Text(f"{left}离岗，交接给{now.name}", f"{left} has left: handed over to {now.name}")


_TITLES: Mapping[Action, Callable[[TrailEntry, Organisation], Text]] = {
    Action.DISPATCH: _dispatched,
    Action.HAND_OVER: _handed_over,
    Action.REPORT: _reported,
    Action.RECUSE: _recused,
    Action.REVEAL: _revealed,
    Action.ALERT: lambda entry, _: alarm_words(entry),
    Action.ATTACH: lambda entry, _: attached_words(entry, HAPPENED[entry.action]),
}
"""Acts that are told with more than their name."""


def _who(entry: TrailEntry, organisation: Organisation) -> Text:
    through = named(CHANNELS, entry.through)
    person = organisation.staff_by_id.get(entry.actor)
    if person is None:
        rule = next((r for r in organisation.rules if r.code == entry.after.get("rule_code")), None)
        if rule:
            return Text(f"规则“{rule.name_zh}”", f"rule “{rule.name_en}”")
        return Text(f"来自{through.zh}", f"from the {through.en}")
    stood_in = organisation.staff_by_id.get(entry.on_behalf_of or "")
    zh, en = person.name, person.name
    if stood_in:
        zh, en = f"{zh}代{stood_in.name}", f"{en} for {stood_in.name}"
    return Text(f"{zh} · {through.zh}", f"{en} · {through.en}")


def _said(entry: TrailEntry) -> Text | None:
    """Reply, measures and note, as they were written; the word a rule found."""
    keyword = entry.after.get("keyword")
    if keyword:
        return Text(f"文中有“{keyword}”", f"the text says “{keyword}”")
    measures = entry.after.get("measures")
    lines = [_measure(each) for each in measures] if isinstance(measures, list) else []
    parts = [str(entry.after.get("public_reply") or ""), *(f"· {line}" for line in lines)]
    parts.append(str(entry.after.get("note") or ""))
    words = "\n".join(part for part in parts if part)
    return Text(words, words) if words else None


def _measure(measure: object) -> str:
    """A measure's words; earlier releases kept nothing else of it."""
    return str(measure.get("text", "")) if isinstance(measure, dict) else str(measure)
