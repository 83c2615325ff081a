"""What `trail-verify` found, as sentences and as data."""

from dataclasses import asdict

from services.ledger.domain.broken_link import Break, BrokenLink
from services.ledger.handlers.verify_trail import Verified
from shared.language import Text

WORDS = {
    Break.ALTERED: Text("内容被改动", "the entry was altered"),
    Break.MISSING: Text("这一条缺失", "the entry is missing"),
    Break.OUT_OF_PLACE: Text("不在原来的位置", "the entry is not where it was written"),
    Break.SURPLUS: Text("任务没有这一版", "the task has no such version"),
    Break.NO_TASK: Text("有痕迹而没有任务", "there is a trail and no task"),
    Break.HEAD_CHANGED: Text(
        "与当日存证时不同，痕迹被重写", "not what was anchored that day: the trail was rewritten"
    ),
    Break.HEAD_GONE: Text(
        "当日存证时有，现在没有", "was there when the day was anchored, and is gone"
    ),
    Break.ANCHOR_ALTERED: Text("存证不符", "the anchor does not fit"),
    Break.ANCHOR_MISSING: Text("这一天没有存证", "the day has no anchor"),
}
_HOLDS = Text(
    "✓ 痕迹完整：{tasks} 条任务、{entries} 条痕迹、{anchors} 份每日存证。",
    "✓ The trail holds: {tasks} tasks, {entries} entries, {anchors} daily anchors.",
)
_BROKEN = Text(
    "✗ 痕迹不完整：查了 {entries} 条痕迹、{anchors} 份每日存证，有 {broken} 处不符，第一处：",
    "✗ The trail does not hold: of {entries} entries and {anchors} daily anchors {broken} are broken. "
    "The first:",
)
_UNSEALED = Text(
    "另有 {unsealed} 条尚未封存，服务会在一分钟内封存。",
    "{unsealed} entries are not sealed yet; the service does it within a minute.",
)


def as_lines(verified: Verified) -> list[Text]:
    """The verdict, then what is broken, one line each."""
    facts = asdict(verified)
    lines = [(_BROKEN if verified.broken else _HOLDS).format(**facts)]
    lines += [_line(link) for link in verified.links]
    if verified.broken > len(verified.links):
        more = verified.broken - len(verified.links)
        lines.append(Text(f"…… 另有 {more} 处", f"… and {more} more"))
    return lines + ([_UNSEALED.format(**facts)] if verified.unsealed else [])


def as_data(verified: Verified) -> dict[str, object]:
    """The same for machines; `broken` lists the first of `broken_count`, each with its words."""
    return {
        "clean": not verified.broken,
        "tasks": verified.tasks,
        "entries": verified.entries,
        "unsealed": verified.unsealed,
        "anchors": verified.anchors,
        "broken_count": verified.broken,
        "broken": [_data(link) for link in verified.links],
        "words": {
            "zh": [line.zh for line in as_lines(verified)],
            "en": [line.en for line in as_lines(verified)],
        },
    }


def _line(link: BrokenLink) -> Text:
    places = []
    if link.day:
        places.append(Text(f"存证 {link.day}", f"anchor of {link.day}"))
    if link.task_number:
        places.append(Text(f"任务 {link.task_number}", f"task {link.task_number}"))
        places.append(Text(f"第 {link.sequence} 条", f"entry {link.sequence}"))
    where = Text("，".join(p.zh for p in places), ", ".join(p.en for p in places))
    return Text("  {where}：{what}", "  {where}: {what}").format(where=where, what=WORDS[link.what])


def _data(link: BrokenLink) -> dict[str, object]:
    return {
        "what": link.what,
        "task_number": link.task_number,
        "sequence": link.sequence,
        "day": link.day.isoformat() if link.day else None,
    }
