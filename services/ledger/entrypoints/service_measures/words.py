"""The words of service measures in both languages."""

from services.ledger.domain.service_measures.guards import MeasureGuard
from services.ledger.domain.service_measures.measure import MeasureState
from services.ledger.entrypoints.beside import words as common
from services.ledger.entrypoints.beside.area import ActWords
from shared.language import Text

STATES = {
    MeasureState.IN_FORCE: Text("正在提供", "Offered now"),
    MeasureState.WITHDRAWN: Text("已停止", "Withdrawn"),
}
ACTS = {
    "enter": ActWords(
        Text("由问题变成服务", "Problems became a service"),
        Text("列入服务清单", "Add it to the list of services"),
        Text("列入服务清单", "promoted it"),
    ),
    "use": ActWords(
        Text("用了一次", "Record a use"),
        Text("记下", "Record it"),
        Text("记了使用", "recorded a use"),
    ),
    "add_task": ActWords(
        Text("又解决一个问题", "It answers another problem"),
        Text("加上这件任务", "Add this task"),
        Text("加了任务", "added a task"),
    ),
    "withdraw": ActWords(
        Text("停止提供", "Withdraw it"),
        Text("停止提供", "Withdraw it"),
        Text("停止提供", "withdrew it"),
    ),
}
GUARDS: dict[str, Text] = common.GUARDS | {
    MeasureGuard.STATE_IS_IN_FORCE: Text("它已经停止提供了。", "It is offered no more."),
    MeasureGuard.AUDIENCE_IS_GIVEN: Text("请写明给谁用。", "Say for whom it is."),
    MeasureGuard.TASKS_ARE_GIVEN: Text(
        "请写至少一件任务的编号：它由哪个问题来。",
        "Give at least one task's number: the problem it comes from.",
    ),
    MeasureGuard.TASKS_ARE_CLOSED: Text(
        "任务办结以后才能变成服务。请换已办结的任务。",
        "A problem becomes a service once its task is closed. Choose one that is.",
    ),
    MeasureGuard.TASK_IS_ANOTHER: Text(
        "这件任务已经在里面了。", "That task is among them already."
    ),
    MeasureGuard.USED_BY_NOW: Text("使用的日子不能在今天以后。", "It was used today or before."),
    MeasureGuard.USED_SINCE_IT_BEGAN: Text(
        "使用的日子不能早于开始提供的日子。", "It was not offered before it began."
    ),
}
FIELD_OF: dict[str, str] = common.FIELD_OF | {
    "said_what": "promise",
    MeasureGuard.AUDIENCE_IS_GIVEN: "for_whom",
    MeasureGuard.TASKS_ARE_GIVEN: "source_tasks",
    MeasureGuard.TASKS_ARE_CLOSED: "source_tasks",
    MeasureGuard.TASK_IS_ANOTHER: "task_number",
    MeasureGuard.USED_BY_NOW: "used_on",
    MeasureGuard.USED_SINCE_IT_BEGAN: "used_on",
}
LABELS: dict[str, Text] = common.LABELS | {
    "promise": Text("服务措施", "the measure"),
    "for_whom": Text("给谁用", "for whom it is"),
    "since": Text("从哪天起", "since when"),
    "source_tasks": Text("来自哪些任务", "the tasks it comes from"),
    "service_item_code": Text("办事事项编码", "the service item's code"),
    "used_on": Text("哪天", "the day"),
    "times": Text("次数", "how often"),
    "words": Text("说明", "the note"),
}
