"""The words of liaison in both languages."""

from services.ledger.domain.liaison.assignment import LiaisonState, Mode, PartnerKind
from services.ledger.domain.liaison.guards import LiaisonGuard
from services.ledger.entrypoints.beside import words as common
from services.ledger.entrypoints.beside.area import ActWords
from shared.language import Text

KINDS = {
    PartnerKind.ENTERPRISE: Text("企业", "Enterprise"),
    PartnerKind.CHAMBER: Text("商会", "Chamber"),
    PartnerKind.VILLAGE: Text("村", "Village"),
    PartnerKind.SCHOOL: Text("学校", "School"),
}
MODES = {
    Mode.VISIT: Text("上门", "Visit"),
    Mode.CALL: Text("电话", "Call"),
    Mode.MEETING: Text("座谈", "Meeting"),
}
STATES = {
    LiaisonState.CURRENT: Text("在联系", "Current"),
    LiaisonState.ENDED: Text("已结束", "Ended"),
}
ACTS = {
    "enter": ActWords(
        Text("安排挂点联系", "Assign an official"),
        Text("安排", "Assign"),
        Text("安排", "assigned it"),
    ),
    "contact": ActWords(
        Text("联系了一次", "Record a contact"),
        Text("记下", "Record it"),
        Text("记了联系", "recorded a contact"),
    ),
    "hand_over": ActWords(
        Text("交给别人", "Hand it over"), Text("移交", "Hand over"), Text("移交", "handed it over")
    ),
    "end": ActWords(Text("结束联系", "End it"), Text("结束", "End it"), Text("结束", "ended it")),
}
GUARDS: dict[str, Text] = common.GUARDS | {
    LiaisonGuard.ACTOR_KEEPS_IN_TOUCH: Text(
        "由挂点干部、替补或他们单位的人来记。",
        "This is for the official, the backup or their unit.",
    ),
    LiaisonGuard.STATE_IS_CURRENT: Text("这个挂点联系已经结束了。", "This assignment has ended."),
    LiaisonGuard.BACKUP_IS_ANOTHER: Text(
        "替补不能是本人。请选别人。", "The backup is somebody else. Choose another."
    ),
    LiaisonGuard.SUCCESSOR_IS_ANOTHER: Text(
        "它已经在这位手上了。请选别人。", "They have it already. Choose somebody else."
    ),
    LiaisonGuard.SUCCESSOR_IS_KNOWN: Text(
        "没有这个人，或者已不在岗。请另选一位。",
        "There is no such person, or they have left. Choose another.",
    ),
    LiaisonGuard.CONTACT_BY_NOW: Text("联系的日子不能在今天以后。", "It was today or before."),
    LiaisonGuard.CONTACT_SINCE_IT_BEGAN: Text(
        "联系的日子不能早于开始挂点的日子。", "It was not before the assignment began."
    ),
    LiaisonGuard.SAID_WHAT_CAME_UP: Text(
        "请写明谈了什么、有什么问题。", "Say what came up and which problems there are."
    ),
}
FIELD_OF: dict[str, str] = common.FIELD_OF | {
    "said_what": "partner",
    "person_is_known": "staff_id",
    LiaisonGuard.BACKUP_IS_ANOTHER: "backup_id",
    LiaisonGuard.SUCCESSOR_IS_ANOTHER: "to",
    LiaisonGuard.SUCCESSOR_IS_KNOWN: "to",
    LiaisonGuard.CONTACT_BY_NOW: "contact_on",
    LiaisonGuard.CONTACT_SINCE_IT_BEGAN: "contact_on",
    LiaisonGuard.SAID_WHAT_CAME_UP: "said",
}
LABELS: dict[str, Text] = common.LABELS | {
    "staff_id": Text("挂点干部", "the official"),
    "backup_id": Text("替补", "the backup"),
    "kind": Text("哪一类", "the kind"),
    "partner": Text("联系对象", "whom they keep in touch with"),
    "every_days": Text("几天联系一次", "how often"),
    "since": Text("从哪天起", "since when"),
    "contact_on": Text("哪天", "the day"),
    "mode": Text("怎样联系", "how"),
    "said": Text("谈了什么", "what came up"),
    "to": Text("交给谁", "to whom"),
    "everything": Text("是否全部移交", "whether everything"),
}
