"""A row becomes the body of `POST /api/v1/complaints`."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from local.importing.mapping import FieldMap
from local.importing.moments import moment
from local.importing.vocabulary import CHANNELS, NATURES, URGENCIES, levels, truth
from shared.language import Text
from shared.sheets.sheet import Cell, Row

TITLE_FROM_CONTENT = 40
"""Characters of the content that stand in where the file has no title."""

Body = dict[str, object]


class BadRowError(Exception):
    """The row cannot become a complaint; says why, naming the column."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass
class Shaper:
    """Turns rows of one file into bodies, and counts what had to be left out."""

    chosen: FieldMap
    channel: str
    categories: Mapping[str, str] = field(default_factory=dict)
    """Names and codes, in small letters, to codes."""
    districts: Mapping[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    """Words of other systems that nothing here corresponds to, by field."""

    def shape(self, row: Row) -> Body:
        """The body for one row; blank fields are absent.

        Raises:
            BadRowError: the row is broken, or a cell makes no sense.
        """
        if row.fault:
            raise BadRowError(row.fault)
        body: Body = {"channel": self.channel}
        for name, column in self.chosen.columns.items():
            cell = row.cells.get(column)
            if cell is not None:
                body.update(self._field(name, column, cell))
        if "title" not in self.chosen.columns and "content" in body:
            body["title"] = _beginning(str(body["content"]))
        return body

    def _field(self, name: str, column: str, cell: Cell) -> Body:
        convert = _CONVERSIONS.get(name)
        if convert is not None:
            return {name: _converted(convert, column, cell)}
        if isinstance(cell, bool):
            cell = str(cell).lower()
        lookup = self._lookups().get(name)
        if lookup is None:
            return {name: cell.strip()}
        found = lookup(cell)
        if found is not None:
            return {name: found}
        if self.chosen.trusts(name):
            return {name: cell.strip()}  # intake knows it, or says that it does not
        self.left_out[name] += 1
        return {}

    def _lookups(self) -> Mapping[str, Callable[[str], str | None]]:
        return {
            "category": lambda cell: _most_specific(cell, self.categories),
            "district": lambda cell: self.districts.get(cell.strip().lower()),
            "channel": lambda cell: CHANNELS.get(cell.strip().lower()),
            "urgency": lambda cell: URGENCIES.get(cell.strip().lower()),
            "nature": lambda cell: NATURES.get(cell.strip().lower()),
        }


def _moment(cell: Cell) -> object:
    return moment(str(cell)).isoformat()


def _language(cell: Cell) -> object:
    return "en" if str(cell).strip().lower().startswith(("en", "英")) else "zh"


_CONVERSIONS: Mapping[str, Callable[[Cell], object]] = {
    "received_at": _moment,
    "occurred_at": _moment,
    "confidential": truth,
    "real_name": truth,
    "wants_reply": truth,
    "language": _language,
}


def _converted(convert: Callable[[Cell], object], column: str, cell: Cell) -> object:
    try:
        return convert(cell)
    except ValueError as error:
        raise BadRowError(
            Text("“{column}”读不懂：{cell}", "“{column}” cannot be read: {cell}").format(
                column=column, cell=str(cell)[:60]
            )
        ) from error


def _most_specific(cell: str, known: Mapping[str, str]) -> str | None:
    """The code for the innermost level that is known; levels are divided by / > - 、 and the like."""
    return next((known[level] for level in reversed(levels(cell)) if level in known), None)


def _beginning(content: str) -> str:
    line = " ".join(content.split())
    return line if len(line) <= TITLE_FROM_CONTENT else f"{line[: TITLE_FROM_CONTENT - 1]}…"
