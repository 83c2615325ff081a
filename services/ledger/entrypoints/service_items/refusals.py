"""Refusals of acts on service items, in plain words."""

from services.ledger.domain.organisation import Organisation
from services.ledger.handlers.service_items.finding import ItemChanged, NoSuchItem, NotTheirItem
from services.ledger.handlers.service_items.keep_item import CodeTaken
from services.ledger.handlers.service_items.publish_snapshot import NotPublishable, Why
from shared.language import Text
from shared.web.common_problems import invalid, not_found
from shared.web.formats import local
from shared.web.problems import FieldError, Problem

EXPECTED = (NoSuchItem, NotTheirItem, ItemChanged, CodeTaken, NotPublishable)
"""What an act on an item may raise."""

_NOT_NOW = Text("现在还不能发布", "It cannot be published now")
WHY = {
    Why.NO_DRAFT: Text(
        "没有草稿。请先改指南，再发布。", "There is no draft. Edit the guide first, then publish."
    ),
    Why.NOTHING_CHANGES: Text(
        "草稿和现行指南一样，没有什么可发布的。",
        "The draft says what the guide in force says; there is nothing to publish.",
    ),
    Why.HAS_FAULTS: Text(
        "草稿有必须改正的地方，改好再发布。", "The draft has faults. Correct them, then publish."
    ),
}
REASON_NEEDED = Text("请选择为什么不再需要。", "Choose why it is needed no more.")
BASIS_NEEDED = Text(
    "请写明依据：哪份文件的哪一条。", "Name the document and the provision it rests on."
)


def problem_of(error: Exception, organisation: Organisation) -> Problem:
    """The answer to an error among `EXPECTED`."""
    match error:
        case NotTheirItem():
            return not_theirs()
        case ItemChanged():
            return changed(error, organisation)
        case CodeTaken():
            words = Text("这个编码已有事项。", "There is an item of that code already.")
            return invalid([FieldError("code", words)])
        case NotPublishable():
            return _not_publishable(error)
    return not_found()


def changed(error: ItemChanged, organisation: Organisation) -> Problem:
    """409, naming who was quicker where that is known."""
    draft = error.standing.draft
    person = organisation.staff_by_id.get(draft.edited_by) if draft else None
    who = person.name if person else Text("别人", "Somebody else")
    when = f" {local(draft.edited_at):%H:%M}" if draft else ""
    detail = Text(
        "您打开以后，{who}{when} 改过这个事项。请看最新情况再办，什么都没有覆盖。",
        "{who} changed this item{when} after you opened it. Look again before you act; nothing was"
        " overwritten.",
    ).format(who=who, when=when)
    return Problem(409, "changed-meanwhile", Text("有人先改了", "Somebody was quicker"), detail)


def not_theirs() -> Problem:
    """403, saying who keeps items."""
    return Problem(
        403,
        "not-your-item",
        Text("这个事项由别人维护", "Somebody else keeps this item"),
        Text(
            "事项由本单位负责人或派单员修改和发布。",
            "Items are edited and published by the head of their unit, or by a dispatcher.",
        ),
    )


def _not_publishable(error: NotPublishable) -> Problem:
    slug = error.why.value.replace("_", "-")
    if error.why is Why.TASK_UNKNOWN:
        words = Text(
            "没有这些编号的任务：{numbers}。", "There are no tasks of these numbers: {numbers}."
        ).format(numbers=", ".join(error.about))
        found = invalid([FieldError("task_numbers", words)])
    elif error.why is Why.REMOVAL_UNEXPLAINED:
        words = Text(
            "每个去掉的项目都要有理由和依据。", "Each removed element needs a reason and a basis."
        )
        found = invalid([FieldError(f"removals.{key}", words) for key in error.about])
    else:
        return Problem(409, slug, _NOT_NOW, WHY[error.why])
    return Problem(422, slug, found.title, found.detail, found.errors)
