"""What is wrong with what was entered, one sentence a guard; and the field each speaks of."""

from services.ledger.domain.guards import Guard
from shared.language import Text

ENTRY_WORDS: dict[Guard, Text] = {
    Guard.UNIT_IS_KNOWN: Text(
        "没有这个单位，或者它已停用。请另选一个。",
        "There is no such unit, or it is inactive. Choose another.",
    ),
    Guard.OWNER_IS_KNOWN: Text(
        "没有这个人，或者已不在岗。请另选一位。",
        "There is no such person, or they have left. Choose another.",
    ),
    Guard.OWNER_WORKS_IN_UNIT: Text(
        "责任人要在承办单位里选。", "The owner has to work in the unit it is sent to."
    ),
    Guard.RULE_IS_KNOWN: Text(
        "没有这条期限规则，或者它已停用。请另选一条。",
        "There is no such deadline rule, or it is retired. Choose another.",
    ),
    Guard.ASSISTANTS_ARE_OTHERS: Text(
        "主办单位不能同时协办。请选别的协办单位。",
        "The lead unit cannot assist itself. Choose other units.",
    ),
    Guard.SOMETHING_CHANGES: Text(
        "它已经在那里了。请选别的单位或责任人。",
        "It is there already. Choose another unit or owner.",
    ),
    Guard.REPLY_IS_GIVEN: Text(
        "群众要求答复，请写明公开答复。", "The person wants an answer: write the public reply."
    ),
    Guard.MEASURE_IS_GIVEN: Text(
        "请至少写一条整改措施：做了什么，解决了什么。",
        "Write at least one measure: what was done about it.",
    ),
    Guard.MEASURE_IS_OPEN: Text(
        "没有这条措施，或者它已经完成。", "There is no such measure, or it is done already."
    ),
    Guard.MEASURES_ARE_DONE: Text(
        "还有措施没完成。请先完成，或者报“部分解决”。",
        "Some measures are not done. Finish them first, or report it as partly resolved.",
    ),
    Guard.EVIDENCE_IS_GIVEN: Text(
        "请写明凭据在哪里：照片、文号或网页。",
        "Say where it shows: a photo, a document number, a page.",
    ),
    Guard.REASON_IS_GIVEN: Text("请写明理由。", "Write down why."),
    Guard.UNRESOLVED_IS_EXPLAINED: Text(
        "请写明为什么没有解决。", "Write down why it was not resolved."
    ),
    Guard.LEGAL_BASIS_IS_GIVEN: Text(
        "请写明依据：哪部法规或职责规定的哪一条。",
        "Name the basis: which provision of which law or mandate.",
    ),
    Guard.REFERRAL_IS_GIVEN: Text(
        "请告诉群众可以找哪里、走什么途径。", "Tell the person where they can turn instead."
    ),
    Guard.PLAN_IS_GIVEN: Text(
        "请写明打算怎么办、分几步。", "Write down what will be done, step by step."
    ),
    Guard.DATE_IS_AHEAD: Text("日期要在今天以后。", "The date has to lie ahead."),
    Guard.CONTACT_IS_RECORDED: Text(
        "先联系诉求人：记一次联系，或者记够规定次数的联系不上。",
        "Speak with the person first: record one contact, or as many failed attempts as are required.",
    ),
    Guard.CONTACT_IS_POSSIBLE: Text(
        "诉求人没有留联系方式，不用记联系。",
        "The person left no contact; there is nothing to record.",
    ),
    Guard.MASTER_IS_KNOWN: Text(
        "没有这个编号的任务。请核对编号。", "There is no task of that number. Check the number."
    ),
    Guard.MASTER_IS_ANOTHER: Text(
        "不能并到它自己。请填另一件的编号。", "It cannot be merged into itself. Name another task."
    ),
    Guard.MASTER_IS_OPEN: Text(
        "那一件已经不办了，不能再并进去。请另选一件。",
        "Nobody is dealing with that one any more. Choose another.",
    ),
    Guard.WITHIN_THE_CAP: Text(
        "延期合计不能超过这类任务的上限。请填还剩的以内。",
        "All extensions together have a limit for this kind of task. Enter no more than is left.",
    ),
    Guard.REPLY_IS_NOT_WANTED: Text(
        "诉求人要求答复，请回访。联系不上的，记“联系不上”。",
        "The person wants a reply: call them back. If nobody answers, record that.",
    ),
    Guard.STAFF_IS_KNOWN: Text(
        "没有这个人。请核对工号。", "There is no such person. Check the staff id."
    ),
    Guard.NOT_RECUSED_YET: Text("这个人已经回避了。", "This person keeps out of it already."),
    Guard.OWNER_IS_NOT_RECUSED: Text(
        "这个人要回避，不能负责。请另选一位。",
        "This person keeps out of it and cannot own it. Choose another.",
    ),
    Guard.ANOTHER_OWNER_IS_GIVEN: Text(
        "责任人回避，要有人接手。请选一位。", "The owner keeps out: choose who takes over."
    ),
    Guard.LEVEL_IS_HIGHER: Text(
        "督办只能一级比一级高。请选更高的一级。",
        "Supervision only goes up. Choose a higher level.",
    ),
}
FIELD_OF = {
    Guard.UNIT_IS_KNOWN: "unit_code",
    Guard.OWNER_IS_KNOWN: "owner_id",
    Guard.OWNER_WORKS_IN_UNIT: "owner_id",
    Guard.RULE_IS_KNOWN: "deadline_rule",
    Guard.ASSISTANTS_ARE_OTHERS: "assist_units",
    Guard.SOMETHING_CHANGES: "unit_code",
    Guard.REPLY_IS_GIVEN: "public_reply",
    Guard.MEASURE_IS_GIVEN: "measures",
    Guard.MEASURE_IS_OPEN: "measure",
    Guard.MEASURES_ARE_DONE: "measures",
    Guard.EVIDENCE_IS_GIVEN: "evidence",
    Guard.REASON_IS_GIVEN: "note",
    Guard.UNRESOLVED_IS_EXPLAINED: "unresolved_reason",
    Guard.LEGAL_BASIS_IS_GIVEN: "legal_basis",
    Guard.REFERRAL_IS_GIVEN: "referral",
    Guard.PLAN_IS_GIVEN: "plan",
    Guard.DATE_IS_AHEAD: "date",
    Guard.CONTACT_IS_RECORDED: "contact",
    Guard.CONTACT_IS_POSSIBLE: "contact",
    Guard.MASTER_IS_KNOWN: "master_number",
    Guard.MASTER_IS_ANOTHER: "master_number",
    Guard.MASTER_IS_OPEN: "master_number",
    Guard.WITHIN_THE_CAP: "working_days",
    Guard.REPLY_IS_NOT_WANTED: "outcome",
    Guard.STAFF_IS_KNOWN: "staff_id",
    Guard.NOT_RECUSED_YET: "staff_id",
    Guard.OWNER_IS_NOT_RECUSED: "owner_id",
    Guard.ANOTHER_OWNER_IS_GIVEN: "owner_id",
    Guard.LEVEL_IS_HIGHER: "level",
}
"""The field that guards about what was entered speak of."""
