"""The forms of liaison."""

from collections.abc import Sequence
from datetime import date

from services.ledger.domain.liaison.assignment import LiaisonAct
from services.ledger.entrypoints.beside.area import Field
from services.ledger.entrypoints.desk import Visit
from services.ledger.entrypoints.liaison import words
from shared.language import Text

USUAL_DAYS = "30"


def fields_of(act: str, seen: Visit, today: date) -> Sequence[Field]:
    """The form of an act; of assigning for any other name."""
    if act == LiaisonAct.CONTACT:
        return _contact(today)
    if act == LiaisonAct.HAND_OVER:
        return _hand_over(seen)
    if act == LiaisonAct.END:
        return [Field("reason", Text("为什么结束", "Why"), "text")]
    return _assigning(seen, today)


def _contact(today: date) -> list[Field]:
    modes = [(each.value, text) for each, text in words.MODES.items()]
    hint = Text(
        "有什么问题、讲了哪些政策。要办的事请另行登记为诉求。",
        "Which problems, which policies were told. What needs doing is entered as a complaint.",
    )
    return [
        Field("contact_on", Text("哪天", "On"), "date", value=today.isoformat()),
        Field("mode", Text("怎样联系", "How"), "choices", modes),
        Field("said", Text("谈了什么", "What came up"), "text", hint=hint),
    ]


def _hand_over(seen: Visit) -> list[Field]:
    yes_no = [
        ("false", Text("只移交这一个", "Only this one")),
        ("true", Text("这位干部的全部", "All that this official has")),
    ]
    return [
        Field("to", Text("交给谁", "To whom"), "select", _people(seen, everywhere=True)),
        Field("everything", Text("移交多少", "How much"), "choices", yes_no, value="false"),
        Field("reason", Text("为什么", "Why"), "line"),
    ]


def _assigning(seen: Visit, today: date) -> list[Field]:
    kinds = [(each.value, text) for each, text in words.KINDS.items()]
    everywhere = seen.actor.has("dispatcher")
    people = _people(seen, everywhere=everywhere)
    others = _people(seen, everywhere=True)
    often = Text("最多隔几天联系一次。", "At most so many days between contacts.")
    return [
        Field("staff_id", Text("挂点干部", "The official"), "select", people),
        Field("backup_id", Text("替补", "The backup"), "select", others, required=False),
        Field("kind", Text("哪一类", "Kind"), "choices", kinds),
        Field("partner", Text("联系对象的名称", "Name of whom they keep in touch with")),
        Field(
            "every_days",
            Text("几天一次", "Every so many days"),
            "number",
            hint=often,
            value=USUAL_DAYS,
        ),
        Field("since", Text("从哪天起", "Since"), "date", value=today.isoformat()),
    ]


def _people(seen: Visit, *, everywhere: bool) -> list[tuple[str, Text]]:
    """Active people, of the own unit unless `everywhere`, with their unit's name."""
    units = seen.organisation.unit_by_code
    found = []
    for each in seen.organisation.staff:
        if not each.active or not (everywhere or each.unit_code == seen.actor.unit_code):
            continue
        unit = units.get(each.unit_code or "")
        zh = f"{each.name} · {unit.name_zh}" if unit else each.name
        en = f"{each.name} · {unit.name_en}" if unit else each.name
        found.append((each.staff_id, Text(zh, en)))
    return found
