"""Words that all ledgers beside the spine share."""

from services.ledger.domain.beside.refusing import Guard
from shared.language import Text

GUARDS: dict[str, Text] = {
    Guard.ACTOR_ACTS_FOR_UNIT: Text(
        "由这个单位的责任人、负责人或派单员来办。",
        "This is for those who handle tasks in the unit, or for a dispatcher.",
    ),
    Guard.UNIT_IS_KNOWN: Text(
        "没有这个单位，或者它已停用。请另选一个。",
        "There is no such unit, or it is inactive. Choose another.",
    ),
    Guard.PERSON_IS_KNOWN: Text(
        "没有这个人，或者已不在岗。请另选一位。",
        "There is no such person, or they have left. Choose another.",
    ),
    Guard.TASK_IS_KNOWN: Text(
        "没有您能看到的这个编号的任务。请核对编号。",
        "There is no task of that number that you can see. Check the number.",
    ),
    Guard.ITEM_IS_KNOWN: Text(
        "没有这个编码的办事事项。请核对编码。",
        "There is no service item of that code. Check the code.",
    ),
    Guard.SAID_WHAT: Text("请写明是什么事。", "Say what it is."),
    Guard.REASON_IS_GIVEN: Text("请写明理由。", "Give the reason."),
}
FIELD_OF: dict[str, str] = {
    Guard.UNIT_IS_KNOWN: "unit_code",
    Guard.TASK_IS_KNOWN: "task_number",
    Guard.ITEM_IS_KNOWN: "service_item_code",
    Guard.REASON_IS_GIVEN: "reason",
}
LABELS: dict[str, Text] = {
    "unit_code": Text("单位", "the unit"),
    "task_number": Text("任务编号", "the task's number"),
    "reason": Text("理由", "the reason"),
    "expected_version": Text("版本（expected_version）", "expected_version"),
    "owner_id": Text("责任人", "the owner"),
}
