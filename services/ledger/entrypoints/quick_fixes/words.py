"""The board's words in both languages."""

from services.ledger.domain.quick_fixes.guards import QuickFixGuard
from services.ledger.domain.quick_fixes.quick_fix import LONGEST_DAYS, QuickFixState
from services.ledger.entrypoints.beside import words as common
from services.ledger.entrypoints.beside.area import ActWords
from shared.language import Text

STATES = {
    QuickFixState.FOUND: Text("发现", "Found"),
    QuickFixState.IN_HAND: Text("在改", "In hand"),
    QuickFixState.MENDED: Text("已改", "Mended"),
}
NOTHING = {
    QuickFixState.FOUND: Text("没有等着改的问题。", "Nothing waits to be mended."),
    QuickFixState.IN_HAND: Text("没有人手上有活。", "Nobody has one in hand."),
    QuickFixState.MENDED: Text("还没有改好的。", "None is mended yet."),
}
ACTS = {
    "enter": ActWords(
        Text("发现问题", "Found a problem"),
        Text("上墙", "Put it on the board"),
        Text("登记", "entered it"),
    ),
    "take": ActWords(
        Text("谁来改", "Who takes it in hand"),
        Text("交给这位", "Hand it to them"),
        Text("接手", "took it"),
    ),
    "mend": ActWords(
        Text("改好了", "It is mended"), Text("改好了", "It is mended"), Text("改好", "mended it")
    ),
    "reopen": ActWords(
        Text("没改好，重新改", "Not mended after all"),
        Text("重新改", "Back in hand"),
        Text("退回重改", "sent it back"),
    ),
}
GUARDS: dict[str, Text] = common.GUARDS | {
    QuickFixGuard.STATE_IS_OPEN: Text(
        "它已经改好了。没改好的，请先退回重改。",
        "It is mended already. If it is not, send it back first.",
    ),
    QuickFixGuard.STATE_IS_IN_HAND: Text(
        "先有人接手，才能说改好了。", "Somebody takes it in hand before it is mended."
    ),
    QuickFixGuard.STATE_IS_MENDED: Text(
        "还没改好，不用退回。", "It is not mended yet; there is nothing to send back."
    ),
    QuickFixGuard.PLACE_IS_GIVEN: Text("请写明在哪里发现的。", "Say where it was found."),
    QuickFixGuard.FINDER_IS_GIVEN: Text(
        "请写明怎样发现的，例如走访、热线。", "Say how it was found: on a visit, by the hotline."
    ),
    QuickFixGuard.FOUND_BY_NOW: Text("发现的日子不能在今天以后。", "It was found today or before."),
    QuickFixGuard.DUE_IS_AHEAD: Text("期限不能在今天以前。", "The day due is today or later."),
    QuickFixGuard.DUE_WITHIN_DAYS: Text(
        f"快查快改最多 {LONGEST_DAYS} 天。要更久的，请按任务办理。",
        f"A quick fix takes {LONGEST_DAYS} days at most. What takes longer is a task.",
    ),
    QuickFixGuard.OWNER_IS_ANOTHER: Text(
        "它已经在这位手上了。请选别人。", "They have it in hand already. Choose somebody else."
    ),
    QuickFixGuard.OWNER_WORKS_IN_UNIT: Text(
        "请选这个单位在岗的人。", "Choose somebody who works in that unit."
    ),
    QuickFixGuard.PROOF_IS_GIVEN: Text(
        "请写明凭据：做了什么，照片或记录在哪里。",
        "Give the proof: what was done, and where the photo or the record is.",
    ),
}
FIELD_OF: dict[str, str] = common.FIELD_OF | {
    "said_what": "what",
    QuickFixGuard.PLACE_IS_GIVEN: "place",
    QuickFixGuard.FINDER_IS_GIVEN: "found_by",
    QuickFixGuard.FOUND_BY_NOW: "found_on",
    QuickFixGuard.DUE_IS_AHEAD: "due_on",
    QuickFixGuard.DUE_WITHIN_DAYS: "due_on",
    QuickFixGuard.OWNER_IS_ANOTHER: "owner_id",
    QuickFixGuard.OWNER_WORKS_IN_UNIT: "owner_id",
    QuickFixGuard.PROOF_IS_GIVEN: "proof",
}
LABELS: dict[str, Text] = common.LABELS | {
    "what": Text("问题", "the problem"),
    "place": Text("地点", "the place"),
    "found_by": Text("怎样发现的", "how it was found"),
    "found_on": Text("发现的日子", "the day it was found"),
    "due_on": Text("期限", "the day due"),
    "proof": Text("凭据", "the proof"),
    "state": Text("状态", "the state"),
}
