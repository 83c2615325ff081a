"""Events as lines for a terminal: what happened, to which complaint, in a few words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.markup import escape

from shared.language import Text

Facts = Mapping[str, Any]
"""The JSON of an event. Unknown or missing fields are no error here."""

AT_MOST = 8
"""More lines than this at once are counted instead of told."""


def _received(facts: Facts) -> Text:
    hidden = Text("（要求保密）", "(confidential)")
    title: object = hidden if facts.get("confidential") else escape(str(facts.get("title", "")))
    return Text(
        "[cyan]●[/] 收到   {number}  {title}  [dim]{channel}[/]",
        "[cyan]●[/] received   {number}  {title}  [dim]{channel}[/]",
    ).format(number=_number(facts), title=title, channel=facts.get("channel", ""))


def _dispatched(facts: Facts) -> Text:
    return Text(
        "[blue]→[/] 派单   {number}  交 {unit}，{due} 前办结",
        "[blue]→[/] dispatched {number}  to {unit}, due {due}",
    ).format(number=_number(facts), unit=facts.get("unit_code"), due=_day(facts.get("due_at")))


def _registered(facts: Facts) -> Text:
    return Text("[dim]· 立项   {number}[/]", "[dim]· registered {number}[/]").format(
        number=_number(facts)
    )


def _signed(facts: Facts) -> Text:
    return Text("[blue]✎[/] 签收   {number}", "[blue]✎[/] signed     {number}").format(
        number=_number(facts)
    )


def _reported(facts: Facts) -> Text:
    return Text(
        "[blue]↩[/] 回报   {number}  {result}", "[blue]↩[/] reported   {number}  {result}"
    ).format(number=_number(facts), result=facts.get("result", ""))


def _closed(facts: Facts) -> Text:
    return Text("[green]✓[/] 办结   {number}", "[green]✓[/] closed     {number}").format(
        number=_number(facts)
    )


def _delivered(facts: Facts) -> Text:
    return Text(
        "[green]✉[/] 通知   {number}  {who}（{means}）",
        "[green]✉[/] notified   {number}  {who} by {means}",
    ).format(number=_number(facts), who=facts.get("recipient_id"), means=facts.get("transport"))


def _failed(facts: Facts) -> Text:
    return Text(
        "[red]✗[/] 未送达 {number}  {who}：{error}",
        "[red]✗[/] not told   {number}  {who}: {error}",
    ).format(
        number=_number(facts), who=facts.get("recipient_id"), error=escape(str(facts.get("error")))
    )


def _parked(facts: Facts) -> Text:
    return Text(
        "[red]✗ 搁置一条消息：{reason}[/]",
        "[red]✗ a message was put aside: {reason}[/]",
    ).format(reason=escape(str(facts.get("reason") or facts.get("error") or "")))


TELLERS: Mapping[str, Callable[[Facts], Text]] = {
    "intake.complaint.received": _received,
    "ledger.task.registered": _registered,
    "ledger.task.dispatched": _dispatched,
    "ledger.task.signed": _signed,
    "ledger.task.reported": _reported,
    "ledger.task.closed": _closed,
    "notifier.notice.delivered": _delivered,
    "notifier.notice.failed": _failed,
}
"""By the first three tokens of the subject."""

SILENT = frozenset({"ledger.unit.listed", "ledger.staff.listed", "ledger.category.listed"})


def tell(subject: str, facts: Facts) -> Text | None:
    """One line about one event; None for what nobody at a terminal waits for."""
    if subject.startswith("parked."):
        return _parked(facts)
    teller = TELLERS.get(_kind(subject))
    return teller(facts) if teller else None


def tell_many(events: Sequence[tuple[str, Facts]]) -> list[Text]:
    """Lines in the order given, or one line that counts them when there are too many to read."""
    if len(events) <= AT_MOST:
        return [line for line in (tell(*event) for event in events) if line]
    counts = Counter(_kind(subject) for subject, _ in events if _kind(subject) not in SILENT)
    words = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    return [Text(f"[dim]… {words}[/]", f"[dim]… {words}[/]")] if words else []


def _kind(subject: str) -> str:
    return ".".join(subject.split(".")[:3])


def _number(facts: Facts) -> str:
    return f"[bold]{facts.get('complaint_number') or facts.get('task_number') or '?'}[/]"


def _day(moment: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(moment)).astimezone():%Y-%m-%d}"
    except ValueError:
        return "?"
