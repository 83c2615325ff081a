"""Rows on their way to an intake that answers, stumbles, and goes away."""

import asyncio
import csv
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from local.importing import sending
from local.importing.journal import Journal, Progress
from local.importing.mapping import field_map
from local.importing.opening import open_sheet
from local.importing.rejects import Rejects
from local.importing.sending import Sender
from local.importing.shaping import Shaper
from local.words import CannotGoOn


@dataclass
class Intake:
    """The door as intake has it: remembers keys, refuses empty content; may be closed for a while."""

    kept: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: int = 0
    status: int | None = None
    """Answered to everybody when set."""
    drop_every: int = 0
    """Keeps every n-th complaint, and hangs up before the receipt."""
    server: asyncio.Server | None = None
    port: int = 0

    async def open(self) -> None:
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self.server:
            self.server.close()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.server.wait_closed(), 1)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._answer(reader, writer):
                pass
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        lines = dict(line.split(": ", 1) for line in head.strip().split("\r\n")[1:])
        body = json.loads(await reader.readexactly(int(lines["content-length"])))
        self.requests += 1
        status, words = self._judge(lines["idempotency-key"], body)
        if self.drop_every and self.requests % self.drop_every == 0:
            return False
        content = json.dumps(words).encode()
        writer.write(
            f"HTTP/1.1 {status} X\r\ncontent-length: {len(content)}\r\n\r\n".encode() + content
        )
        return True

    def _judge(self, key: str, body: dict[str, str]) -> tuple[int, object]:
        if self.status:
            return self.status, {}
        if not body.get("content", "").strip():
            return 422, {"errors": [{"field": "content", "message": "write something"}]}
        if key in self.kept:
            return (200 if self.kept[key] == body else 409), {}
        self.kept[key] = body
        return 201, {}


@pytest_asyncio.fixture
async def intake() -> AsyncIterator[Intake]:
    door = Intake()
    await door.open()
    yield door
    await door.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "rows.csv"
    with file.open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [["title", "content"], *([f"t{i}", f"c{i}"] for i in range(500))]
        )
    return file


def sender(source: Path, intake: Intake) -> Sender:
    sheet = open_sheet(source)
    shaper = Shaper(field_map(sheet.columns, []), "import")
    journal = Journal.open(source.parent / "imports", source, [])
    rejects = Rejects(source, source.parent, sheet.columns)
    rejects.begin(journal.progress.line)
    return Sender(sheet, shaper, rejects, journal, f"http://127.0.0.1:{intake.port}", "en")


def settled(source: Path) -> Progress:
    return Journal.open(source.parent / "imports", source, []).progress


async def test_every_row_arrives_once_and_again_none_does(source: Path, intake: Intake) -> None:
    await sender(source, intake).run()
    assert settled(source) == Progress(rows=500, line=501, accepted=500)
    next((source.parent / "imports").glob("*.progress")).unlink()
    await sender(source, intake).run()
    assert settled(source) == Progress(rows=500, line=501, known=500)
    assert len(intake.kept) == 500


async def test_bad_rows_go_aside_with_line_and_reason_while_the_rest_goes_in(
    source: Path, intake: Intake
) -> None:
    with source.open("a") as stream:
        stream.write('bad,"  "\ntoo,many,cells\nlast,one\n')
    await sender(source, intake).run()
    assert settled(source) == Progress(rows=503, line=504, accepted=501, rejected=2)
    rejected = source.with_name("rows.csv.rejected.csv")
    assert rejected.stat().st_mode & 0o777 == 0o600
    with rejected.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    assert [row[0] for row in rows] == ["502", "503"]
    assert "more cells than columns" in rows[1][1]


async def test_a_door_that_hangs_up_before_the_receipt_gets_the_row_again_and_keeps_it_once(
    source: Path, intake: Intake
) -> None:
    intake.drop_every = 7
    await sender(source, intake).run()
    progress = settled(source)
    assert progress.rows == len(intake.kept) == 500
    assert progress.rejected == 0
    assert intake.requests > 500


async def test_rows_wait_while_intake_is_away(source: Path, intake: Intake) -> None:
    await intake.close()
    running = asyncio.create_task(sender(source, intake).run())
    await asyncio.sleep(0.2)
    assert not running.done()
    await intake.open()
    await running
    assert settled(source).accepted == 500


async def test_an_overloaded_intake_is_asked_again(source: Path, intake: Intake) -> None:
    intake.status = 503
    running = asyncio.create_task(sender(source, intake).run())
    while intake.requests < 100:
        await asyncio.sleep(0.01)
    intake.status = None
    await running
    assert settled(source).accepted == 500


async def test_an_import_that_was_killed_goes_on_where_it_was(source: Path, intake: Intake) -> None:
    with source.open("a") as stream:
        stream.write('bad," "\n')
    interrupted = asyncio.create_task(sender(source, intake).run())
    while intake.requests < 200:
        await asyncio.sleep(0)
    interrupted.cancel()
    with suppress(asyncio.CancelledError):
        await interrupted
    before, requests = settled(source), intake.requests
    assert 0 < before.rows < 501
    await sender(source, intake).run()
    assert intake.requests - requests <= 501 - before.rows
    assert settled(source).rows == 501
    assert len(intake.kept) == 500
    with source.with_name("rows.csv.rejected.csv").open(encoding="utf-8-sig") as stream:
        assert len(list(csv.reader(stream))) == 2


async def test_nobody_is_waited_for_in_eternity(
    source: Path, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PATIENCE_SECONDS", 0.1)
    await intake.close()
    with pytest.raises(CannotGoOn, match="goes on from here"):
        await sender(source, intake).run()


async def test_somebody_else_on_the_port_is_not_fed(source: Path, intake: Intake) -> None:
    intake.status = 404
    with pytest.raises(CannotGoOn, match="not intake"):
        await sender(source, intake).run()
    assert settled(source).rows == 0
