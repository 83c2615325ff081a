"""The columns of a problem ledger 问题台账 as departments keep it, and a task as one of its rows.

Source: the campaign's description of such ledgers: problem, measures, deadline, named person, item by item,
with a red, yellow or green light, until it is written off.
"""

from datetime import datetime

from services.ledger.domain.light import Colour, light
from services.ledger.entrypoints.choice_words import LEVELS
from services.ledger.entrypoints.desk import Desk, Visit
from services.ledger.entrypoints.names import Names
from services.ledger.entrypoints.words import CHANNELS, RESULTS, STATES, named
from services.ledger.entrypoints.worklists.spreadsheet import Cell, Column, Style
from services.ledger.handlers.lists import ListedTask
from shared.language import Language, Text
from shared.web.formats import local

COLUMNS = (
    (Text("序号", "No."), 6),
    (Text("编号", "Number"), 18),
    (Text("来源", "Source"), 10),
    (Text("收到时间", "Received"), 17),
    (Text("问题", "Problem"), 40),
    (Text("类别", "Category"), 14),
    (Text("责任单位", "Unit responsible"), 18),
    (Text("协办单位", "Assisting units"), 16),
    (Text("责任人", "Person responsible"), 10),
    (Text("整改措施", "Measures"), 40),
    (Text("整改时限", "Deadline"), 17),
    (Text("亮灯", "Light"), 16),
    (Text("进展", "Progress"), 14),
    (Text("办理结果", "Result"), 16),
    (Text("是否解决", "Resolved"), 10),
    (Text("是否满意", "Satisfied"), 10),
    (Text("督办", "Supervision"), 10),
    (Text("销号时间", "Written off"), 17),
    (Text("销号人", "Written off by"), 10),
    (Text("备注", "Remarks"), 20),
)
"""Header and width, as many digits wide."""
LAMPS = {
    Colour.RED: (Style.RED, Text("红灯", "red")),
    Colour.AMBER: (Style.AMBER, Text("黄灯", "amber")),
    Colour.GREEN: (Style.GREEN, Text("绿灯", "green")),
}
YES, NO = Text("是", "yes"), Text("否", "no")


class LedgerRows:
    """Makes rows in one language, numbering them from 1."""

    def __init__(self, desk: Desk, seen: Visit, language: Language) -> None:
        self._rulebook, self._seen, self._language = desk.rulebook, seen, language
        self._names = Names(seen.organisation)
        self._number = 0

    def columns(self) -> list[Column]:
        """The headers."""
        return [Column(header.in_(self._language), width) for header, width in COLUMNS]

    def row(self, each: ListedTask) -> list[object]:
        """In the order of `COLUMNS`."""
        self._number += 1
        task, say = each.task, self._say
        return [
            self._number,
            task.number,
            say(named(CHANNELS, each.channel)),
            each.received_at,
            each.title,
            say(self._names.category(each.category_code)),
            say(self._names.unit(task.unit_code)),
            "、".join(say(self._names.unit(code)) for code in task.assist_units),
            say(self._names.person(task.owner_id)),
            "\n".join(measure.text for measure in task.measures),
            task.due_at,
            self._lamp(each),
            say(STATES[task.state]),
            say(RESULTS[task.result]) if task.result else "",
            self._said(task.resolved),
            self._said(task.satisfied),
            say(LEVELS[task.supervision]) if task.supervision else "",
            task.written_off_at,
            say(self._names.person(task.written_off_by)),
            task.unresolved_reason or task.plan or "",
        ]

    def plain_row(self, each: ListedTask) -> list[str]:
        """The same as texts, moments as `2026-11-23 14:05` in China."""
        return [_plain(value) for value in self.row(each)]

    def _lamp(self, each: ListedTask) -> Cell:
        seen = light(each.task, self._seen.now, self._rulebook)
        words = self._say(Text(seen.zh, seen.en))
        if seen.colour not in LAMPS:
            return Cell(words, Style.TEXT)
        style, lamp = LAMPS[seen.colour]
        return Cell(f"{self._say(lamp)} {words}", style)

    def _said(self, answer: bool | None) -> str:
        return "" if answer is None else self._say(YES if answer else NO)

    def _say(self, words: Text) -> str:
        return words.in_(self._language)


def _plain(value: object) -> str:
    if isinstance(value, Cell):
        return _plain(value.value)
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)
