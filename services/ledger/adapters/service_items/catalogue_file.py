"""A catalogue of service items in a file: each line an item, or the reason why it is none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from services.ledger.adapters.service_items.catalogue_words import (
    FREE,
    KNOWN,
    UNCLASSIFIED,
    days_in,
    depth_in,
    fen_in,
    listed_in,
)
from services.ledger.domain.service_items.guide import Fee, Guide, Material, Step
from services.ledger.domain.service_items.item import ServiceItem
from services.ledger.handlers.service_items.import_items import Entry, Rejected
from shared.language import Text
from shared.sheets import headers
from shared.sheets.csv_file import CsvFile
from shared.sheets.sheet import Row, Sheet, UnreadableFileError
from shared.sheets.xlsx_file import XlsxFile

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
LONGEST_NAME = 200
LONGEST_WORDS = 1000
MOST_ELEMENTS = 60

CODE_WRONG = Text(
    "编码“{code}”不能用：只能有字母、数字、- 和 _，最多 64 个。",
    "The code {code!r} cannot be used: letters, digits, - and _ only, 64 at most.",
)
NO_CODE = Text("没有编码。", "There is no code.")
NO_NAME = Text("没有名称。", "There is no name.")
TOO_LONG = Text("“{column}”超过 {most} 个字。", "{column!r} has more than {most} characters.")
UNREADABLE = Text("看不懂“{column}”：{words}", "{column!r} cannot be understood: {words}")


class Catalogue:
    """A file opened; `length` is the number of its lines that are not blank."""

    def __init__(self, file: Path) -> None:
        """Raises UnreadableFileError."""
        self._sheet = _opened(file)
        self._columns = headers.recognise(self._sheet.columns, KNOWN)
        missing = {"code", "name_zh"} - set(self._columns)
        if missing:
            raise UnreadableFileError(
                Text(
                    "没有认出编码列或名称列（例如“事项编码”“事项名称”）。表头是：{columns}",
                    "No column for the code or the name, such as 事项编码 and 事项名称, was recognised."
                    " The columns are: {columns}",
                ).format(columns="、".join(self._sheet.columns))
            )
        self.length = sum(1 for _ in self._sheet.rows())

    def entries(self) -> Iterator[Entry | Rejected]:
        """Every line, in order."""
        for row in self._sheet.rows():
            yield self._entry(row)

    def _entry(self, row: Row) -> Entry | Rejected:
        if row.fault is not None:
            return Rejected(row.line, row.fault)
        cells = {
            field: str(row.cells.get(column, "")).strip() for field, column in self._columns.items()
        }
        try:
            return Entry(row.line, _item(cells), _guide(cells, self._columns))
        except _Wrong as wrong:
            return Rejected(row.line, wrong.words)


class _Wrong(Exception):
    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


def _opened(file: Path) -> Sheet:
    def header_row(beginning: Sequence[Sequence[str]]) -> int:
        return headers.header_row(beginning, KNOWN)

    match file.suffix.lower():
        case ".xlsx" | ".xlsm":
            return XlsxFile(file, header_row)
        case ".csv" | ".tsv" | ".txt":
            return CsvFile(file, header_row)
    raise UnreadableFileError(
        Text("只能导入 .csv、.tsv、.xlsx。", "Only CSV, TSV and XLSX can be imported.")
    )


def _item(cells: Mapping[str, str]) -> ServiceItem:
    code, name = cells["code"].lower(), cells["name_zh"]
    if not code or not name:
        raise _Wrong(NO_NAME if code else NO_CODE)
    if not _CODE.fullmatch(code):
        raise _Wrong(CODE_WRONG.format(code=cells["code"][:80]))
    for field in ("name_zh", "name_en", "office", "theme"):
        if len(cells.get(field, "")) > LONGEST_NAME:
            raise _Wrong(TOO_LONG.format(column=field, most=LONGEST_NAME))
    theme = cells.get("theme", "")
    return ServiceItem(
        code=code,
        name_zh=name,
        name_en=cells.get("name_en", ""),
        office=cells.get("office", ""),
        theme="" if theme in UNCLASSIFIED else theme,
    )


def _guide(cells: Mapping[str, str], columns: Mapping[str, str]) -> Guide:
    def understood(field: str) -> str:
        words = cells.get(field, "")
        if len(words) > LONGEST_WORDS and field not in ("steps", "materials"):
            raise _Wrong(TOO_LONG.format(column=columns[field], most=LONGEST_WORDS))
        return words

    field = ""
    try:
        field = "promised"
        promised = days_in(understood(field), cells.get("promised_unit", ""))
        field = "legal"
        legal = days_in(understood(field), cells.get("legal_unit", ""))
        field = "online_depth"
        depth = depth_in(understood(field))
        field = "trips"
        trips = int(understood(field)) if understood(field) else None
    except ValueError:
        shown = cells[field][:80]
        raise _Wrong(UNREADABLE.format(column=columns[field], words=shown)) from None
    return Guide(
        steps=tuple(Step("", name) for name in _names(cells, columns, "steps")),
        fees=_fees(cells),
        materials=tuple(Material("", name) for name in _names(cells, columns, "materials")),
        promised=promised,
        legal=legal,
        trips=trips,
        online_depth=depth,
        basis=understood("basis")[:500],
        who_zh=understood("who"),
        where_zh=understood("where"),
    )


def _fees(cells: Mapping[str, str]) -> tuple[Fee, ...]:
    """One fee with what the cell says as its name, for somebody to sort out; none where it is free."""
    words = cells.get("fee", "")
    if words.rstrip("。").lower() in FREE:
        return ()
    name = "收费" if words in ("是", "收费", "1", "Y") else words[:LONGEST_NAME]
    return (Fee("", name, "", cells.get("fee_basis", "")[:500], fen_in(words)),)


def _names(cells: Mapping[str, str], columns: Mapping[str, str], field: str) -> tuple[str, ...]:
    names = listed_in(cells.get(field, ""))
    if len(names) > MOST_ELEMENTS or any(len(name) > LONGEST_NAME for name in names):
        raise _Wrong(UNREADABLE.format(column=columns[field], words=cells[field][:80]))
    return names
