"""One line of a complaint's story; and the lines of what happens beside the straight way."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.progress import State, Step
from shared.language import Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the story. `quote` is somebody's own words; `at` is None for what lies ahead."""

    state: State
    at: datetime | None
    text: Text
    note: Text | None = None
    quote: str | None = None


_BESIDE = {
    State.ACCEPTED: Text(
        "已受理，正在重新确定由哪个单位负责。",
        "It is accepted; we are working out which office is responsible.",
    ),
    State.ANSWERED: Text("受理中心当场答复了您。", "The centre answered you on the spot."),
    State.DECLINED: Text(
        "这件事不能在这里受理。您可以这样办：",
        "This cannot be taken on here. What you can do instead:",
    ),
    State.MERGED: Text(
        "这件事与另一件相同，一并办理；下面是那一件的进展。",
        "It is the same matter as another and is dealt with together; this is how that one goes on.",
    ),
    State.WITHDRAWN: Text(
        "您撤回了这件诉求，不再办理。以后想再说，可以重新登记。",
        "You took it back, and nobody works on it any more. Should you want to, say it again.",
    ),
    State.EXTENDED: Text(
        "{unit}经批准延长了期限，承诺{due}前答复您。",
        "{unit} was granted more time and will answer by {due}.",
    ),
    State.DEFERRED: Text(
        "{unit}一时办不完，列入长期办理，承诺{due}前办好。",
        "It takes {unit} long; it is planned to be done by {due}.",
    ),
    State.CHECKED: Text("答复审核通过，会回访您。", "The answer was checked; you will be asked."),
    State.SENT_BACK: Text(
        "答复没有通过，退回{unit}重新办理。",
        "The answer would not do; {unit} has to do it again.",
    ),
    State.RESCHEDULED: Text(
        "期限重新计算，{unit}承诺{due}前答复您。",
        "The date was worked out anew; {unit} will answer by {due}.",
    ),
    State.REOPENED: Text(
        "{unit}重新办理，承诺{due}前答复您。", "{unit} takes it up again and will answer by {due}."
    ),
}


def beside(step: Step, unit: Text, due: Text | None, basis: Text | None) -> Sentence:
    """The line for a step beside the straight way; what was said with it, as it was said."""
    text = _BESIDE[step.state].format(unit=unit, due=due or Text("期限", "the due date"))
    return Sentence(step.state, step.at, text, note=basis, quote=step.reply)
