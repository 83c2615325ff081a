"""The titles of the dashboard: each question's answer, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.metrics.entrypoints.spoken import cases, duration, share
from shared.language import Text

ONE_MINUTE = 1 / 60
"""In hours."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A group with its name and its value; the greatest comes first."""

    group: str
    name: Text
    value: float


def standing(open_cases: float, overdue: float) -> Text:
    """How does it stand?"""
    if not open_cases:
        return Text("没有在办的件", "Nothing is open")
    if not overdue:
        return Text("{n}在办，没有超期的", "{n} open, none overdue").format(n=cases(open_cases))
    return Text("{n}在办，其中 {late} 件已超期", "{n} open, {late} of them overdue").format(
        n=cases(open_cases), late=f"{overdue:,.0f}"
    )


def pace(received: float, closed: float) -> Text:
    """Are we keeping up?"""
    difference = cases(abs(received - closed))
    if not received and not closed:
        return Text("这段时间没有收到，也没有办结", "Nothing came in and nothing was closed")
    if received > closed:
        return Text(
            "收到比办结多 {n}，在办的越积越多", "{n} more came in than were closed: work piles up"
        ).format(n=difference)
    if received < closed:
        return Text("办结比收到多 {n}，在办的少了", "{n} more were closed than came in").format(
            n=difference
        )
    return Text("收到多少，办结多少", "As many were closed as came in")


def lateness(units: Sequence[Ranked]) -> Text:
    """Who is late?"""
    if not units:
        return Text("没有单位超期", "No unit is late")
    if len(units) == 1:
        return Text("超期的都在{name}", "All that is late is with {name}").format(
            name=units[0].name
        )
    words = {"k": len(units), "name": units[0].name, "n": cases(units[0].value)}
    level = _level(units)
    if level == len(units):
        return Text("{k} 个单位有超期件，各 {n}", "{k} units are late: {n} each").format(**words)
    if level > 1:
        return Text(
            "{k} 个单位有超期件，最多的 {level} 个各 {n}",
            "{k} units are late, {level} of them most: {n} each",
        ).format(level=level, **words)
    return Text(
        "{k} 个单位有超期件，最多的是{name}：{n}", "{k} units are late, most of all {name}: {n}"
    ).format(**words)


def load(units: Sequence[Ranked]) -> Text:
    """Who has most in hand?"""
    if not units:
        return Text("没有单位有在办件", "No unit has an open case")
    if (level := _level(units)) > 1:
        return Text(
            "{level} 个单位在办最多，各 {n}", "{level} units have most in hand: {n} each"
        ).format(level=level, n=cases(units[0].value))
    return Text("在办最多的是{name}：{n}", "Most in hand: {name} with {n}").format(
        name=units[0].name, n=cases(units[0].value)
    )


def subject(categories: Sequence[Ranked]) -> Text:
    """What are they about?"""
    return _leading(
        categories,
        Text("说得最多的是{name}，占 {share}", "Most are about {name}: {share} of all"),
        Text("说的是什么", "What they are about"),
    )


def way_in(channels: Sequence[Ranked]) -> Text:
    """Through which channel do they come?"""
    return _leading(
        channels,
        Text("最多来自{name}，占 {share}", "Most come through {name}: {share} of all"),
        Text("从哪里来", "Which way they come"),
    )


def _leading(groups: Sequence[Ranked], answer: Text, question: Text) -> Text:
    """The answer about the first group; the question while there is nothing to answer from."""
    whole = sum(group.value for group in groups)
    if not whole:
        return question
    words = {"name": groups[0].name, "share": share(groups[0].value / whole)}
    if (level := _level(groups)) > 1:
        return Text(
            "{name}等 {level} 项并列最多，各占 {share}",
            "{name} and {more} more share the lead: {share} each",
        ).format(level=level, more=level - 1, **words)
    return answer.format(**words)


def _level(groups: Sequence[Ranked]) -> int:
    """How many share the first place."""
    return sum(group.value == groups[0].value for group in groups)


def slowest(stages: Sequence[Ranked]) -> Text:
    """Where does the time go?"""
    if not stages:
        return Text("这段时间没有走完的环节", "No case left a stage in this period")
    if stages[0].value < ONE_MINUTE:
        return Text("走完的环节都不到一分钟", "Every stage takes less than a minute")
    return Text(
        "“{name}”最费时：一半的件超过 {time}",
        "“{name}” takes longest: half of the cases need more than {time}",
    ).format(name=stages[0].name, time=duration(stages[0].value))


def punctuality(numerator: int, denominator: int) -> Text:
    """Is it done in time?"""
    if not denominator:
        return Text("这段时间没有到期的件", "Nothing fell due in this period")
    return Text(
        "到期的 {n}，{k} 件按时办结：{share}", "Of {n} due, {k} closed on time: {share}"
    ).format(n=cases(denominator), k=f"{numerator:,}", share=share(numerator / denominator))
