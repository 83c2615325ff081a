"""Each guard's own sentence, in both languages: what does not hold and what to do next."""

from services.ledger.domain.guards import Guard
from services.ledger.entrypoints.entry_words import ENTRY_WORDS
from shared.language import Text

_STATE_WORDS: dict[Guard, Text] = {
    Guard.STATE_IS_REGISTERED: Text(
        "它已经受理过了。请看最新状态。", "It was accepted already. See how it stands now."
    ),
    Guard.STATE_IS_BEFORE_SIGNING: Text(
        "单位签收以后就要办完。不属于它的，请单位先申请退回。",
        "Once a unit has signed for it, it is carried through. If it is not theirs, they return it first.",
    ),
    Guard.STATE_IS_TRAY_OR_DISPATCHED: Text(
        "单位签收以后就不能再改派了。要换单位，请单位先申请退回。",
        "Once the unit has signed for it, it cannot be sent elsewhere. The unit has to return it first.",
    ),
    Guard.STATE_IS_DISPATCHED: Text(
        "只有派出、还没签收的任务才能签收。请先看最新状态。",
        "Only a task that was dispatched and not signed for can be signed for. See how it stands now.",
    ),
    Guard.STATE_IS_SIGNED: Text(
        "签收以后、报告以前才能这样办。请先看最新状态。",
        "This is done after signing and before the report. See how the task stands now.",
    ),
    Guard.STATE_IS_WITH_UNIT: Text(
        "签收以后、办结以前才能记联系情况。",
        "Contacts are recorded after signing and before the task is closed.",
    ),
    Guard.STATE_IS_RETURNABLE: Text(
        "开始办理以后就不能退回了。请办完，或者申请延期。",
        "What has been begun cannot be returned. Finish it, or ask for more time.",
    ),
    Guard.STATE_IS_RETURN_PENDING: Text(
        "这件任务没有待定的退回申请。", "No return of this task is waiting to be decided."
    ),
    Guard.STATE_IS_EXTENSION_PENDING: Text(
        "这件任务没有待批的延期申请。", "No extension of this task is waiting to be decided."
    ),
    Guard.STATE_IS_PAUSED: Text("计时没有暂停。", "Its clock is not stopped."),
    Guard.PAUSED_BEFORE_DUE: Text(
        "已经过期，不能再暂停计时。请尽快报告。",
        "It is late already; its clock cannot be stopped. Please report as soon as you can.",
    ),
    Guard.RULE_ALLOWS_PAUSE: Text(
        "这件任务的期限规则不允许暂停计时。需要时间，请申请延期。",
        "The rule of this task does not let its clock be stopped. Ask for more time instead.",
    ),
    Guard.STATE_IS_REPORTED: Text(
        "单位报告办理结果以后才能审核办结。",
        "A task is audited and closed after the unit has reported.",
    ),
    Guard.STATE_IS_CALL_BACK: Text(
        "审核通过以后、办结以前才回访。",
        "People are called back after the audit and before closing.",
    ),
    Guard.STATE_IS_CLOSED: Text(
        "办结以后才能销号或者重新办理。", "Only a closed task is written off or taken up again."
    ),
    Guard.STATE_IS_OPEN: Text(
        "这件任务已经结束了。请看最新状态。", "The task is over. See how it stands now."
    ),
    Guard.STATE_IS_NOT_OVER: Text(
        "任务已经结束，不能再查看联系方式。", "The task is over; the contact is no longer shown."
    ),
    Guard.STATE_IS_SUPERVISED: Text(
        "这件任务没有在督办，不用解除。", "Nobody presses for this task; there is nothing to lift."
    ),
    Guard.CLOCK_IS_RUNNING: Text(
        "期限没有在走：它还没派出，或者单位已经报告了。",
        "No clock is running: it is not dispatched, or the unit has reported.",
    ),
    Guard.NOT_IN_ARBITRATION: Text(
        "已经提请裁定了，请等督办决定。", "It is in arbitration; a supervisor decides."
    ),
    Guard.NOT_ASSIGNED_FINALLY: Text(
        "这是最终指派，不能再退回。请办理。",
        "It was assigned for good and cannot be returned. Please deal with it.",
    ),
    Guard.TIME_TO_RETURN_IS_LEFT: Text(
        "申请退回的时限已经过了。请办理。",
        "The time to ask for a return has passed. Please deal with it.",
    ),
    Guard.ASKED_BEFORE_DUE: Text(
        "延期要在到期前申请，现在已经过期。请尽快报告。",
        "More time is asked for before the due date; it has passed. Please report as soon as you can.",
    ),
    Guard.TIME_TO_REOPEN_IS_LEFT: Text(
        "办结太久，不能重新办理。请按新的诉求登记。",
        "It was closed too long ago. Register it as a new complaint.",
    ),
}
_ACTOR_WORDS: dict[Guard, Text] = {
    Guard.ACTOR_DISPATCHES: Text(
        "受理、派单由派单员办理。", "Accepting and dispatching are for dispatchers."
    ),
    Guard.ACTOR_IS_OF_THE_UNIT: Text(
        "签收由责任人或承办单位的人办理。", "Signing is for the owner or somebody of the unit."
    ),
    Guard.ACTOR_WORKS_ON_IT: Text(
        "由承办单位或协办单位的人来记。",
        "This is for somebody of the lead unit or of one that assists.",
    ),
    Guard.ACTOR_ANSWERS_FOR_IT: Text(
        "由责任人或单位负责人提交。", "This is for the owner or the head of the unit."
    ),
    Guard.ACTOR_DECIDES_RETURNS: Text(
        "退回由派单员决定；提请裁定以后，由督办决定。",
        "Returns are decided by dispatchers; in arbitration, by a supervisor.",
    ),
    Guard.ACTOR_SUPERVISES: Text("这一步由督办办理。", "This is for supervisors."),
    Guard.ACTOR_APPROVES_EXTENSIONS: Text(
        "延期由承办单位负责人或督办批准。",
        "Extensions are approved by the head of the unit or a supervisor.",
    ),
    Guard.ACTOR_PAUSES: Text(
        "暂停、恢复计时由承办单位负责人或督办来办。",
        "Clocks are stopped and started by the head of the unit or a supervisor.",
    ),
    Guard.ACTOR_DID_NOT_ASK: Text(
        "谁申请的谁不能批。请别的负责人或督办来批。",
        "Whoever asked cannot approve. Another head or a supervisor decides.",
    ),
    Guard.ACTOR_AUDITS: Text(
        "审核、回访、办结、撤回由派单员或督办来做。",
        "Auditing, calling back, closing and withdrawing are for a dispatcher or a supervisor.",
    ),
    Guard.ACTOR_DID_NOT_HANDLE_IT: Text(
        "谁办的谁不能审。请没有参与办理的人来做。",
        "Whoever handled it cannot judge it. Ask somebody who had no part in it.",
    ),
    Guard.ACTOR_MAY_KNOW_WHO: Text(
        "诉求人要求保密，承办单位不能知道是谁。要联系，请派单员或督办代办。",
        "The person asked not to be known to the units. A dispatcher or a supervisor speaks with them.",
    ),
    Guard.ACTOR_NEEDS_THE_CONTACT: Text(
        "联系方式给承办、协办单位和派单员、督办看。",
        "Contacts are shown to the units at work, dispatchers and supervisors.",
    ),
    Guard.ACTOR_TAKES_PART: Text(
        "回避由参与办理的人自己提出，或由派单员、督办决定。",
        "Whoever takes part keeps out of their own accord, or a dispatcher or a supervisor decides it.",
    ),
    Guard.ACTOR_ADDS_EVIDENCE: Text(
        "凭据由承办、协办单位的人和派单员、督办上传。",
        "Evidence is added by the units at work, dispatchers and supervisors.",
    ),
    Guard.ACTOR_RECUSES_OTHERS: Text(
        "要别人回避，由单位负责人、派单员或督办决定。",
        "Keeping somebody else out is for the head of the unit, a dispatcher or a supervisor.",
    ),
    Guard.ACTOR_MAY_CHANGE_THINGS: Text(
        "审核员可以查看一切，不能改动。请有权办理的人来办。",
        "Auditors read everything and change nothing. Ask somebody whose task it is.",
    ),
    Guard.ACTOR_MAY_SEE_IT: Text(
        "这件任务不在您的范围内。", "This task is not within what you are responsible for."
    ),
    Guard.ACTOR_IS_NOT_RECUSED: Text(
        "您已经回避这件任务，不能再看、再办。",
        "You keep out of this task: you can neither see it nor act on it.",
    ),
    Guard.ACTOR_IS_THE_LEDGER: Text(
        "期限的重算和提醒只由系统来做。",
        "Only the ledger itself recomputes due dates and reminds of them.",
    ),
}
WORDS: dict[Guard, Text] = _STATE_WORDS | _ACTOR_WORDS | ENTRY_WORDS
