"""A list to take along: XLSX and CSV of any length, and a page for printing."""

import csv
import io
from collections.abc import AsyncIterator, Sequence

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from services.ledger.domain.scope import scope_of
from services.ledger.entrypoints.desk import Desk, Visit, visit
from services.ledger.entrypoints.words import TABS
from services.ledger.entrypoints.worklists.ledger_columns import LedgerRows
from services.ledger.entrypoints.worklists.list_query import ListQuery, read_list
from services.ledger.entrypoints.worklists.spreadsheet import Row, Sheet, stream_xlsx
from services.ledger.handlers.administration.exports import Taken
from services.ledger.handlers.lists import Cursor, ListedTask
from shared.language import Language, Text
from shared.web.formats import day, local
from shared.web.language import language_of
from shared.web.session import require

AT_ONCE = 250
"""Tasks read, and held, at a time: some hundredths of a second, then somebody else's page has its turn."""
ON_PAPER = 500
"""Rows of the page for printing: some forty sheets. What is longer goes into a file."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = Text("问题整改台账", "Ledger of problems and measures")
SIGNED = Text(
    "填表单位（盖章）：________________    填表人：____________    审核人：____________    "
    "单位负责人：____________    日期：      年    月    日",
    "Unit (stamp): ________________    Filled in by: ____________    Checked by: ____________    "
    "Head of unit: ____________    Date: ____________",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Export:
    """The endpoints, with what they need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """The same query values as `/desk/tasks`; whoever sees a list may take it along."""
        return [
            Route("/desk/ledger.xlsx", self.xlsx),
            Route("/desk/ledger.csv", self.csv),
            Route("/desk/ledger", self.paper),
        ]

    @require()
    async def xlsx(self, request: Request) -> Response:
        """The ledger as departments file it, ready for the stamp."""
        seen, asked, rows = await self._asked(request)
        kept, language = await self._kept(seen, asked, "xlsx"), language_of(request)
        sheet = Sheet(
            name=TITLE.in_(language),
            title=f"{_issuer(seen).in_(language)}{TITLE.in_(language)}",
            notes=[self._note(seen, asked, language)],
            columns=rows.columns(),
            closing=[SIGNED.in_(language)],
        )

        async def parts() -> AsyncIterator[list[Row]]:
            async for tasks in self._tasks(seen, asked, kept):
                yield [rows.row(each) for each in tasks]

        return _download(stream_xlsx(sheet, parts()), XLSX, "xlsx", seen)

    @require()
    async def csv(self, request: Request) -> Response:
        """The same rows, UTF-8 with a mark that spreadsheets know it by; nothing in it is a formula."""
        seen, asked, rows = await self._asked(request)
        kept = await self._kept(seen, asked, "csv")

        async def parts() -> AsyncIterator[bytes]:
            headers = [column.header for column in rows.columns()]
            yield "\ufeff".encode() + _lines([headers])
            async for tasks in self._tasks(seen, asked, kept):
                yield _lines([rows.plain_row(each) for each in tasks])

        return _download(parts(), "text/csv; charset=utf-8", "csv", seen)

    @require()
    async def paper(self, request: Request) -> Response:
        """A page for the meeting, with lines for signatures; the first `ON_PAPER` tasks."""
        seen, asked, rows = await self._asked(request)
        scope = scope_of(seen.actor)
        kept = await self._kept(seen, asked, "paper")
        page = await self._desk.queries.page(scope, asked.filter(seen), None, ON_PAPER)
        await self._desk.exports.end(kept, len(page.tasks))
        return self._desk.pages.render(
            request,
            "worklists/paper.html",
            title=TITLE,
            issuer=_issuer(seen),
            note=self._note(seen, asked, language_of(request)),
            columns=rows.columns(),
            rows=[rows.plain_row(each) for each in page.tasks],
            colours=[row[11] for row in map(rows.row, page.tasks)],
            more=page.next is not None,
            most=ON_PAPER,
            asked=asked,
        )

    async def _asked(self, request: Request) -> tuple[Visit, ListQuery, LedgerRows]:
        seen = await visit(self._desk, request)
        asked = read_list(request.query_params, seen.actor, seen.organisation)
        return seen, asked, LedgerRows(self._desk, seen, language_of(request))

    async def _kept(self, seen: Visit, asked: ListQuery, kind: str) -> int:
        """Write into the record of exports that this begins, before anything leaves."""
        actor = seen.actor
        taken = Taken(seen.now, actor.staff_id, actor.unit_code, kind, asked.written())
        return await self._desk.exports.begin(taken)

    async def _tasks(
        self, seen: Visit, asked: ListQuery, kept: int
    ) -> AsyncIterator[Sequence[ListedTask]]:
        """Page after page, so that no transaction is held while somebody's line is slow."""
        scope, wanted, count = scope_of(seen.actor), asked.filter(seen), 0
        after: Cursor | None = None
        while True:
            page = await self._desk.queries.page(scope, wanted, after, AT_ONCE)
            count += len(page.tasks)
            yield page.tasks
            after = page.next
            if after is None:
                await self._desk.exports.end(kept, count)
                return

    def _note(self, seen: Visit, asked: ListQuery, language: Language) -> str:
        """Which list, as of when, by whom."""
        conditions = [TABS[asked.tab]] if not asked.words else [Text(asked.words, asked.words)]
        said = "、".join(each.in_(language) for each in conditions)
        person = seen.organisation.staff_by_id[seen.actor.staff_id].name
        words = Text(
            "清单：{said}    截至：{at}    导出：{person}",
            "List: {said}    As of: {at}    By: {person}",
        )
        at = f"{day(seen.now, language)} {local(seen.now):%H:%M}"
        return words.format(said=said, at=at, person=person).in_(language)


def _issuer(seen: Visit) -> Text:
    """Whose ledger it is: the officer's unit's, or the organisation's for those who see all."""
    unit = seen.organisation.unit_by_code.get(seen.actor.unit_code or "")
    if unit is None or scope_of(seen.actor).whole_city:
        name = seen.organisation.name_zh, seen.organisation.name_en
        return Text(name[0], f"{name[1]}: " if name[1] else "")
    return Text(unit.name_zh, f"{unit.name_en}: ")


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([_harmless(value) for value in row] for row in rows)
    return written.getvalue().encode()


def _harmless(value: str) -> str:
    """An apostrophe before what a spreadsheet would take for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _download(parts: AsyncIterator[bytes], kind: str, ending: str, seen: Visit) -> Response:
    name = f"ledger-{local(seen.now):%Y%m%d-%H%M}.{ending}"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return StreamingResponse(parts, media_type=kind, headers=headers)
