"""Events as lines for a terminal: what happened, to which complaint, in a few words."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.markup import escape

from shared.language import Text

Facts = Mapping[str, Any]
"""The JSON of an event. Unknown or missing fields are no error here."""

AT_MOST = 8
"""More events than this at once are counted instead of told."""


@dataclass(frozen=True)
class Story:
    """How one kind of event is told: a sign, what happened, and what to add."""

    sign: str
    what: Text
    more: Callable[[Facts], Text] = lambda _: Text("", "")

    def line(self, facts: Facts) -> Text:
        number = facts.get("complaint_number") or facts.get("task_number") or "?"
        more = self.more(facts)
        return Text(
            f"{self.sign} {self.what.zh}  [bold]{number}[/]  {more.zh}",
            f"{self.sign} {self.what.en:<10} [bold]{number}[/]  {more.en}",
        )


def _title(facts: Facts) -> Text:
    hidden = Text("（要求保密）", "(confidential)")
    title: object = hidden if facts.get("confidential") else _plain(facts, "title")
    return Text("{title}  [dim]{channel}[/]", "{title}  [dim]{channel}[/]").format(
        title=title, channel=_plain(facts, "channel")
    )


def _unit_and_day(facts: Facts) -> Text:
    return Text("{unit}，{day} 前办结", "to {unit}, due {day}").format(
        unit=_plain(facts, "unit_code"), day=_day(facts.get("due_at"))
    )


def _result(facts: Facts) -> Text:
    return Text("{result}", "{result}").format(result=_plain(facts, "result"))


def _recipient(facts: Facts) -> Text:
    return Text("{who}（{means}）", "{who} by {means}").format(
        who=_plain(facts, "recipient_id"), means=_plain(facts, "transport")
    )


def _why_not(facts: Facts) -> Text:
    return Text("{who}：{error}", "{who}: {error}").format(
        who=_plain(facts, "recipient_id"), error=_plain(facts, "error")
    )


def _reason(facts: Facts) -> Text:
    return Text("{reason}", "{reason}").format(reason=_plain(facts, "reason"))


def _decision(facts: Facts) -> Text:
    return Text("{decision}", "{decision}").format(decision=_plain(facts, "decision"))


def _outcome(facts: Facts) -> Text:
    return Text("{outcome}", "{outcome}").format(outcome=_plain(facts, "outcome"))


def _level(facts: Facts) -> Text:
    return Text("{level}", "{level}").format(level=_plain(facts, "level"))


STORIES: Mapping[str, Story] = {
    "intake.complaint.received": Story("[cyan]●[/]", Text("收到", "received"), _title),
    "ledger.task.registered": Story("[dim]·[/]", Text("立项", "registered")),
    "ledger.task.dispatched": Story("[blue]→[/]", Text("派单", "dispatched"), _unit_and_day),
    "ledger.task.signed": Story("[blue]✎[/]", Text("签收", "signed")),
    "ledger.task.reported": Story("[blue]↩[/]", Text("回报", "reported"), _result),
    "ledger.task.answered": Story("[green]✓[/]", Text("当场答复", "answered on the spot")),
    "ledger.task.declined": Story("[yellow]×[/]", Text("不予受理", "declined"), _reason),
    "ledger.task.merged": Story("[dim]⇒[/]", Text("并案", "merged")),
    "ledger.task.return_asked": Story("[yellow]↶[/]", Text("申请退回", "return asked")),
    "ledger.task.returned": Story("[yellow]↶[/]", Text("退回", "return"), _decision),
    "ledger.task.extended": Story("[yellow]⏱[/]", Text("延期", "extended"), _unit_and_day),
    "ledger.task.called_back": Story("[blue]☎[/]", Text("回访", "called back"), _outcome),
    "ledger.task.supervised": Story("[red]![/]", Text("督办", "supervised"), _level),
    "ledger.task.supervision_lifted": Story("[green]![/]", Text("解除督办", "supervision lifted")),
    "ledger.task.due_soon": Story("[yellow]⏰[/]", Text("快到期", "due soon")),
    "ledger.task.overdue": Story("[red]⏰[/]", Text("逾期", "overdue")),
    "ledger.task.escalated": Story("[red]⏫[/]", Text("逾期上报", "days late, passed up")),
    "ledger.task.return_unanswered": Story("[red]↶[/]", Text("退回逾时未批", "return unanswered")),
    "ledger.task.step_late": Story("[red]⏰[/]", Text("签收或联系逾时", "step not taken")),
    "ledger.task.reopened": Story("[yellow]↻[/]", Text("重新办理", "reopened"), _unit_and_day),
    "ledger.task.written_off": Story("[green]✓[/]", Text("销号", "written off")),
    "ledger.task.closed": Story("[green]✓[/]", Text("办结", "closed"), _result),
    "notifier.notice.delivered": Story("[green]✉[/]", Text("通知", "notified"), _recipient),
    "notifier.notice.failed": Story("[red]✗[/]", Text("未送达", "not told"), _why_not),
    "parked": Story("[red]✗[/]", Text("搁置", "put aside"), _reason),
}
"""By the first three tokens of the subject; what is not listed is no news at a terminal."""


def tell(subject: str, facts: Facts) -> Text | None:
    """One line about one event; None for what nobody at a terminal waits for."""
    story = STORIES.get(_kind(subject))
    return story.line(facts) if story else None


def tell_many(events: Sequence[tuple[str, bytes]]) -> list[Text]:
    """Lines in the order given, or one line that counts them when there are too many to read.

    Args:
        events: subject and JSON of each; a flood is counted without being read.
    """
    if len(events) <= AT_MOST:
        lines = [tell(subject, json.loads(data)) for subject, data in events]
        return [line for line in lines if line]
    counts = Counter(kind for kind in (_kind(subject) for subject, _ in events) if kind in STORIES)
    if not counts:
        return []
    zh = "，".join(f"{STORIES[kind].what.zh} {count} 件" for kind, count in counts.items())
    en = ", ".join(f"{count} {STORIES[kind].what.en}" for kind, count in counts.items())
    return [Text(f"[dim]… {zh}[/]", f"[dim]… {en}[/]")]


def _kind(subject: str) -> str:
    return "parked" if subject.startswith("parked.") else ".".join(subject.split(".")[:3])


def _plain(facts: Facts, field: str) -> str:
    return escape(str(facts.get(field) or ""))


def _day(moment: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(moment)).astimezone():%Y-%m-%d}"
    except ValueError:
        return "?"
