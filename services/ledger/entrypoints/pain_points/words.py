"""The words of pain points in both languages."""

from services.ledger.domain.pain_points.guards import PainGuard
from services.ledger.domain.pain_points.pain_point import CLAIM_DAYS
from services.ledger.domain.pain_points.vocabulary import Cause, Obstacle, Outcome, PainState
from services.ledger.entrypoints.beside import words as common
from services.ledger.entrypoints.beside.area import ActWords
from shared.language import Text

OBSTACLES = {
    Obstacle.CANNOT: Text("办不了", "Cannot be done"),
    Obstacle.HARD: Text("很难办", "Hard to get done"),
    Obstacle.REFUSED: Text("不给办", "Refused"),
}
CAUSES = {
    Cause.LAW: Text("法规政策有缺口", "Law or policy has a gap"),
    Cause.POWER: Text("权限没下放", "Power is not delegated"),
    Cause.MATERIAL: Text("材料难备", "Papers are hard to get"),
    Cause.SYSTEM: Text("系统或数据不通", "Systems or data do not connect"),
    Cause.CROSS_DEPARTMENT: Text("跨部门", "Between departments"),
    Cause.ATTITUDE: Text("自由裁量或态度", "Discretion or attitude"),
    Cause.CAPACITY: Text("人手能力不够", "Too few hands or skills"),
}
OUTCOMES = {
    Outcome.POWER_DELEGATED: Text("下放了权限", "Power was delegated"),
    Outcome.PROCESS_CHANGED: Text("改了流程", "The process was changed"),
    Outcome.GUIDE_WRITTEN: Text("写了新指南", "A new guide was written"),
    Outcome.LAW_ASKED_FOR: Text("已提请修改法规", "A change of law was asked for"),
    Outcome.EXPLAINED: Text("依法说明", "It was explained"),
}
STATES = {
    PainState.UNCLAIMED: Text("待认领", "To be claimed"),
    PainState.CLAIMED: Text("在解决", "In hand"),
    PainState.RESOLVED: Text("已解决", "Resolved"),
}
ACTS = {
    "enter": ActWords(
        Text("提出痛点", "Enter a pain point"),
        Text("提出来", "Enter it"),
        Text("提出", "entered it"),
    ),
    "claim": ActWords(
        Text("认领", "Claim it"), Text("由我们来解决", "We take it on"), Text("认领", "claimed it")
    ),
    "assign": ActWords(
        Text("指定单位", "Assign it"),
        Text("交给这个单位", "Give it to this unit"),
        Text("指定了单位", "assigned it"),
    ),
    "progress": ActWords(
        Text("记进展", "Record progress"),
        Text("记下", "Record it"),
        Text("记了进展", "recorded progress"),
    ),
    "resolve": ActWords(
        Text("解决了", "Resolved"), Text("解决了", "It is resolved"), Text("解决", "resolved it")
    ),
}
GUARDS: dict[str, Text] = common.GUARDS | {
    PainGuard.ACTOR_TAKES_PART: Text(
        "痛点由责任人、单位负责人、派单员或督办提出。",
        "Pain points are entered by owners, heads, dispatchers and supervisors.",
    ),
    PainGuard.ACTOR_ASSIGNS: Text(
        "指定单位由督办或派单员来做。", "Assigning is for a supervisor or a dispatcher."
    ),
    PainGuard.STATE_IS_UNCLAIMED: Text(
        "已经有单位认领了。请看是哪个单位。", "A unit has it already. See which one."
    ),
    PainGuard.STATE_IS_CLAIMED: Text(
        "先有单位认领，还没解决的，才能这样办。",
        "A unit has to have claimed it, and not resolved it yet.",
    ),
    PainGuard.STATE_CLAIM_TIME_IS_OVER: Text(
        f"提出后 {CLAIM_DAYS} 天内由单位自己认领，过后才指定。",
        f"For {CLAIM_DAYS} days units come forward by themselves; it is assigned after that.",
    ),
    PainGuard.HEARD_SOMEWHERE: Text(
        "请写明在哪次座谈听到的，或者写任务编号。",
        "Say at which talk it was heard, or give the task's number.",
    ),
    PainGuard.PROGRESS_IS_SAID: Text("请写明进展。", "Say how far it is."),
    PainGuard.OUTCOME_IS_SAID: Text("请写明怎样解决的。", "Say how it was resolved."),
    PainGuard.LINK_IS_GIVEN: Text(
        "请写服务措施的编号或办事事项编码：改变体现在哪里。",
        "Give a service measure's number or a service item's code: where the change shows.",
    ),
    PainGuard.MEASURE_IS_KNOWN: Text(
        "没有这个编号的服务措施。请核对。", "There is no service measure of that number. Check it."
    ),
}
FIELD_OF: dict[str, str] = common.FIELD_OF | {
    "said_what": "what",
    PainGuard.HEARD_SOMEWHERE: "heard_at",
    PainGuard.PROGRESS_IS_SAID: "words",
    PainGuard.OUTCOME_IS_SAID: "words",
    PainGuard.LINK_IS_GIVEN: "measure",
    PainGuard.MEASURE_IS_KNOWN: "measure",
}
LABELS: dict[str, Text] = common.LABELS | {
    "what": Text("什么事", "what it is"),
    "obstacle": Text("哪一种", "the kind"),
    "cause": Text("原因", "the cause"),
    "step": Text("卡在哪一步", "where it gets stuck"),
    "heard_at": Text("哪次座谈", "where it was heard"),
    "words": Text("说明", "the words"),
    "outcome": Text("结果", "the outcome"),
    "measure": Text("服务措施编号", "the service measure's number"),
    "service_item_code": Text("办事事项编码", "the service item's code"),
}
