"""The story of a complaint in sentences, for the tracking page and the API."""

from collections.abc import Callable, Iterator
from datetime import datetime

from services.intake.domain.progress import WORKED_ON, Progress, State, Step
from services.intake.entrypoints.sentences import Sentence, beside
from services.intake.entrypoints.words import RESULTS
from shared.language import Language, Text
from shared.web import formats


def story(progress: Progress) -> list[Sentence]:
    """What happened, oldest first, and at the end what comes next; nothing next once closed."""
    told = [Sentence(State.RECEIVED, progress.received_at, RECEIVED)]
    told += _happened(progress)
    ahead = _ahead(progress)
    return [*told, Sentence(progress.state, None, ahead)] if ahead else told


def unit_of(step: Step | None) -> Text:
    """What the unit is called; its code while its name is not known here."""
    if step is None or step.unit_code is None:
        return Text("责任单位", "the office responsible")
    return Text(step.unit_zh or step.unit_code, step.unit_en or step.unit_code)


def day(value: datetime) -> Text:
    """A day with its weekday, in Shanghai."""
    return _spoken(formats.day, value)


def moment(value: datetime) -> Text:
    """A day with its weekday and the time, in Shanghai."""
    return _spoken(formats.moment, value)


def basis_of(step: Step) -> Text | None:
    """Why it is due then, in ledger's words."""
    if not (step.due_basis_zh or step.due_basis_en):
        return None
    zh, en = step.due_basis_zh or "", step.due_basis_en or ""
    return Text(zh or en, en or zh)


RECEIVED = Text("我们收到了您的诉求，给了您回执。", "We received it and gave you a receipt.")
REGISTERED = Text(
    "已登记到办理台账，正在确定由哪个单位负责。",
    "It is in the ledger; we are working out which office is responsible.",
)


def _happened(progress: Progress) -> Iterator[Sentence]:
    before: Step | None = None
    for step in progress.steps:
        yield _sentence(step, before)
        if step.state is State.DISPATCHED:
            before = step


def _sentence(step: Step, dispatched_before: Step | None) -> Sentence:
    unit = unit_of(step)
    match step.state:
        case State.DISPATCHED:
            return _dispatched(step, dispatched_before)
        case State.SIGNED:
            text = Text("{unit}已经接手办理。", "{unit} has taken it on.")
            return Sentence(step.state, step.at, text.format(unit=unit))
        case State.REPORTED:
            text = Text("{unit}答复了您：{result}。", "{unit} answered: {result}.")
            told = text.format(unit=unit, result=_result(step))
            return Sentence(step.state, step.at, told, quote=step.reply)
        case State.CLOSED:
            text = Text("审核通过，这件事办结了：{result}。", "Checked and closed: {result}.")
            return Sentence(step.state, step.at, text.format(result=_result(step)))
        case State.REGISTERED:
            return Sentence(step.state, step.at, REGISTERED)
        case _:
            return beside(step, unit, day(step.due_at) if step.due_at else None, basis_of(step))


def _dispatched(step: Step, before: Step | None) -> Sentence:
    changed = before is not None and before.unit_code != step.unit_code
    unit, due = unit_of(step), day(step.due_at) if step.due_at else None
    if due is None:
        text = Text("交给{unit}办理。", "It was given to {unit}.").format(unit=unit)
    elif changed:
        text = Text(
            "改由{unit}办理，承诺{due}前答复您。",
            "It was passed on to {unit}, who will answer by {due}.",
        ).format(unit=unit, due=due)
    else:
        text = Text(
            "交给{unit}办理，承诺{due}前答复您。",
            "It was given to {unit}, who will answer by {due}.",
        ).format(unit=unit, due=due)
    return Sentence(step.state, step.at, text, note=basis_of(step))


_TO_AN_OFFICE = Text(
    "接下来：派给责任单位，承诺的日期会写在这里。",
    "Next: it goes to the office responsible; the promised date will appear here.",
)
_AHEAD = {
    State.RECEIVED: Text(
        "接下来：登记到办理台账，派给责任单位，承诺的日期会写在这里。",
        "Next: it goes into the ledger and to the office responsible; the promised date will"
        " appear here.",
    ),
    State.REGISTERED: _TO_AN_OFFICE,
    State.ACCEPTED: _TO_AN_OFFICE,
    State.DISPATCHED: Text("接下来：{unit}签收并办理。", "Next: {unit} takes it on."),
    State.REPORTED: Text("接下来：审核这份答复。", "Next: the answer is checked."),
    State.CHECKED: Text("接下来：回访您，听您的意见。", "Next: we ask you what you think of it."),
}
_WORKS = Text(
    "接下来：{unit}办理，把答复写在这里。",
    "Next: {unit} deals with it and writes the answer here.",
)


def _ahead(progress: Progress) -> Text | None:
    """What comes next; None once it is over."""
    text = _AHEAD.get(progress.state) or (_WORKS if progress.state in WORKED_ON else None)
    return text.format(unit=unit_of(progress.promise)) if text else None


def _result(step: Step) -> Text:
    code = step.result or ""
    return RESULTS.get(code, Text(code, code))


def _spoken(speak: Callable[[datetime, Language], str], value: datetime) -> Text:
    return Text(speak(value, Language.ZH), speak(value, Language.EN))
