"""The forms of pain points."""

from collections.abc import Sequence

from services.ledger.domain.pain_points.vocabulary import PainAct
from services.ledger.entrypoints.beside.area import Field
from services.ledger.entrypoints.beside.choices import own_unit, units_for
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.pain_points import words
from shared.language import Text


def fields_of(act: str, seen: Visit) -> Sequence[Field]:
    """The form of an act; of entering for any other name."""
    if act in (PainAct.CLAIM, PainAct.ASSIGN):
        unit = Text("哪个单位", "Which unit")
        return [Field("unit_code", unit, "select", units_for(seen), value=own_unit(seen))]
    if act == PainAct.PROGRESS:
        return [Field("words", Text("进展", "How far it is"), "text")]
    return _resolving() if act == PainAct.RESOLVE else _entering()


def _resolving() -> list[Field]:
    outcomes = [(each.value, text) for each, text in words.OUTCOMES.items()]
    shows = Text(
        "服务措施编号和办事事项编码，至少写一个：改变体现在哪里。",
        "A service measure's number or a service item's code, at least one: where the change shows.",
    )
    number, code = (
        Text("服务措施编号", "Service measure"),
        Text("办事事项编码", "Service item code"),
    )
    return [
        Field("outcome", Text("结果", "Outcome"), "choices", outcomes),
        Field("words", Text("怎样解决的", "How it was resolved"), "text"),
        Field("measure", number, "number", hint=shows, required=False),
        Field("service_item_code", code, required=False),
    ]


def _entering() -> list[Field]:
    obstacles = [(each.value, text) for each, text in words.OBSTACLES.items()]
    causes = [(each.value, text) for each, text in words.CAUSES.items()]
    heard = Text(
        "例如 11 月企业座谈会。来自任务的写任务编号就行。不要写反映人的姓名。",
        "A talk with companies in November, say; for a task its number will do. No complainant's name.",
    )
    return [
        Field("what", Text("什么事办不下来", "What people cannot get done"), "text"),
        Field("obstacle", Text("哪一种", "Kind"), "choices", obstacles),
        Field("cause", Text("原因", "Cause"), "select", causes),
        Field("step", Text("卡在哪一步", "Where it gets stuck"), required=False),
        Field("heard_at", Text("在哪里听到", "Where it was heard"), hint=heard, required=False),
        Field("task_number", Text("来自哪件任务", "The task it came from"), required=False),
    ]
