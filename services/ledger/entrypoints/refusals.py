"""Refusals in plain words: each guard's own sentence, and who was quicker."""

from services.ledger.domain.guards import AUTHORITY, STATE, Guard, Refused
from services.ledger.domain.organisation import Organisation
from services.ledger.domain.trail import TrailEntry
from services.ledger.entrypoints.words import DONE, STATES
from services.ledger.handlers.acting import ChangedMeanwhile, NoSuchTask
from shared.language import Text
from shared.web.common_problems import invalid, not_found
from shared.web.formats import local
from shared.web.problems import FieldError, Problem

_NOT_NOW = Text("现在还不能这样办", "That cannot be done now")
_NOT_YOU = Text("这一步要由别人办", "Somebody else has to do this")

WORDS: dict[Guard, Text] = {
    Guard.STATE_IS_TRAY_OR_DISPATCHED: Text(
        "单位签收以后就不能再改派了。要换单位，请单位先申请退回。",
        "Once the unit has signed for it, it cannot be sent elsewhere. The unit has to return it first.",
    ),
    Guard.STATE_IS_DISPATCHED: Text(
        "只有派出、还没签收的任务才能签收。请先看最新状态。",
        "Only a task that was dispatched and not signed for can be signed for. See how it stands now.",
    ),
    Guard.STATE_IS_SIGNED: Text(
        "先签收，再报告办理结果。", "Sign for the task first, then report what was done."
    ),
    Guard.STATE_IS_REPORTED: Text(
        "单位报告办理结果以后才能办结。", "A task can be closed after the unit has reported."
    ),
    Guard.ACTOR_DISPATCHES: Text("派单由派单员办理。", "Dispatching is for dispatchers."),
    Guard.ACTOR_IS_OF_THE_UNIT: Text(
        "签收由责任人或承办单位的人办理。", "Signing is for the owner or somebody of the unit."
    ),
    Guard.ACTOR_ANSWERS_FOR_IT: Text(
        "报告由责任人或单位负责人提交。", "Reporting is for the owner or the head of the unit."
    ),
    Guard.ACTOR_AUDITS: Text(
        "办结由派单员或督办审核。", "Closing is for a dispatcher or a supervisor."
    ),
    Guard.ACTOR_DID_NOT_HANDLE_IT: Text(
        "谁办的谁不能审。请没有参与办理的人来办结。",
        "Whoever handled it cannot audit it. Ask somebody who had no part in it to close it.",
    ),
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
}
FIELD_OF = {
    Guard.UNIT_IS_KNOWN: "unit_code",
    Guard.OWNER_IS_KNOWN: "owner_id",
    Guard.OWNER_WORKS_IN_UNIT: "owner_id",
    Guard.SOMETHING_CHANGES: "unit_code",
    Guard.REPLY_IS_GIVEN: "public_reply",
    Guard.MEASURE_IS_GIVEN: "measures",
}
"""The field that guards about what was entered speak of."""
EXPECTED = (Refused, ChangedMeanwhile, NoSuchTask)
"""What an act on a task may raise."""


def problem_of(error: Exception, organisation: Organisation) -> Problem:
    """The answer to an error among `EXPECTED`."""
    if isinstance(error, Refused):
        return _refusal(error.guard)
    if isinstance(error, ChangedMeanwhile):
        return _changed(error, organisation)
    return not_found()


def _refusal(guard: Guard) -> Problem:
    """403 for who is acting, 409 for how far the task is, 422 for what was entered; the slug is the guard."""
    slug = guard.value.replace("_", "-")
    if guard in AUTHORITY:
        return Problem(403, slug, _NOT_YOU, WORDS[guard])
    if guard in STATE:
        return Problem(409, slug, _NOT_NOW, WORDS[guard])
    general = invalid([FieldError(FIELD_OF[guard], WORDS[guard])])
    return Problem(422, slug, general.title, general.detail, general.errors)


def _changed(error: ChangedMeanwhile, organisation: Organisation) -> Problem:
    """409, naming who did what and when since the reader looked."""
    told = [_sentence(entry, organisation) for entry in error.entries[-3:]]
    state = STATES[error.task.state]
    detail = Text(
        f"您打开以后，{'；'.join(each.zh for each in told)}。现在是“{state.zh}”。"
        "请看最新情况再办，什么都没有改动。",
        f"Since you opened it, {'; '.join(each.en for each in told)}. It is now “{state.en}”."
        " Look again before you act; nothing was changed.",
    )
    title = Text("有人先办了", "Somebody was quicker")
    return Problem(409, "changed-meanwhile", title, detail)


def _sentence(entry: TrailEntry, organisation: Organisation) -> Text:
    person = organisation.staff_by_id.get(entry.actor)
    unit = organisation.unit_by_code.get((person.unit_code if person else None) or "")
    who_zh, who_en = (person.name, person.name) if person else ("系统", "the system")
    if unit:
        who_zh, who_en = f"{who_zh}（{unit.name_zh}）", f"{who_en} ({unit.name_en})"
    clock, done = f"{local(entry.at):%H:%M}", DONE[entry.action]
    return Text(f"{who_zh}在 {clock} {done.zh}", f"{who_en} {done.en} at {clock}")
