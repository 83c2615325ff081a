"""Evidence on a task: added on the page or by API, read by who may, and nothing half done."""

import hashlib
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.evidence.book import PostgresEvidenceBook
from services.ledger.adapters.evidence.folder_store import FolderStore
from services.ledger.handlers.evidence.sweep_evidence import SweepEvidence
from services.ledger.settings import LedgerSettings
from shared.clock import FixedClock, SystemClock
from shared.database import transaction
from tests.ledger.complaints import complaint, number
from tests.ledger.conftest import Enter, SignIn
from tests.ledger.domain.evidence.files import DOCX, JPEG, PNG, PROGRAM, WITH_MACROS
from tests.ledger.entrypoints.test_api import fits
from tests.ledger.reading import count, rows

TASK, PAGE = f"/api/v1/tasks/{number(1)}", f"/desk/tasks/{number(1)}"
HTML = {"accept": "text/html"}
NAME = "王女士家门口 整改后.jpg"
PHOTO = ("file", (NAME, JPEG, "image/jpeg"))
NOTHING = ("file", (" ", b"", "application/octet-stream"))
SHEET = ("file", ("验收单.docx", DOCX, "application/octet-stream"))


async def attach(
    officer: httpx.AsyncClient, *files: Any, version: int = 2, to: str = TASK, **said: Any
) -> httpx.Response:
    form = {"expected_version": version, "shows": "after", **said}
    return await officer.post(f"{to}/evidence", data=form, files=list(files))


@pytest.fixture
def folder(settings: LedgerSettings) -> Path:
    """Where the service keeps files."""
    return settings.evidence_folder


def kept(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


async def test_photos_are_added_on_the_page_and_got_from_it(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine
) -> None:
    await enter(complaint(1))
    owner = await sign_in("feng-yan")
    page = (await owner.get(PAGE, headers=HTML)).text
    assert f'action="{PAGE}/evidence" enctype="multipart/form-data"' in page
    owner.headers.update(HTML)
    done = await attach(owner, PHOTO, SHEET, to=PAGE, caption="换了灯泡")
    assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}?done=attach#evidence")
    page = (await owner.get(f"{PAGE}?lang=zh", headers=HTML)).text
    for words in (NAME, "换了灯泡", "上传凭据：整改后，2 个文件", "冯燕"):
        assert words in page
    del owner.headers["accept"]
    body = (await owner.get(f"{TASK}/evidence")).json()
    assert body["version"] == 3
    photo, sheet = body["evidence"]
    assert photo["sha256"] == hashlib.sha256(JPEG).hexdigest()
    assert sheet["media_type"].endswith("wordprocessingml.document")
    whole = (await owner.get(TASK)).json()
    fits(whole, "WholeTask")
    told = whole["trail"][-1]
    assert (told["action"], told["after"]["files"][0]["sha256"]) == ("attach", photo["sha256"])
    assert NAME not in json.dumps(whole, ensure_ascii=False)
    assert (
        await rows(ledger, "SELECT 1 FROM outbox WHERE convert_from(payload, 'UTF8') ~ '整改后'")
        == []
    )


async def test_what_is_got_can_do_no_harm(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1))
    owner = await sign_in("feng-yan")
    added = await attach(owner, PHOTO, SHEET)
    assert added.status_code == 201, added.text
    photo, sheet = (each["evidence_id"] for each in added.json()["evidence"])
    for address in (f"{TASK}/evidence/{photo}", f"{PAGE}/evidence/{photo}"):
        got = await owner.get(address)
        assert got.content == JPEG
        assert got.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["content-disposition"].startswith(
            "attachment; filename=\"evidence.jpg\"; filename*=UTF-8''%E7%8E%8B"
        )
        again = await owner.get(address, headers={"if-none-match": got.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    seen = await owner.get(f"{PAGE}/evidence/{photo}/picture")
    assert (seen.headers["content-disposition"], seen.headers["content-type"]) == (
        "inline",
        "image/jpeg",
    )
    for address in (f"{PAGE}/evidence/{sheet}/picture", f"{TASK}/evidence/nonsense"):
        assert (await owner.get(address)).status_code == 404


@pytest.mark.parametrize(
    ("files", "status", "slug", "told"),
    [
        (
            [("file", ("a.jpg", PROGRAM, "image/jpeg"))],
            422,
            "file-not-what-it-says",
            ("不符", "is not what"),
        ),
        ([("file", ("a.exe", PROGRAM, ""))], 422, "file-kind-not-taken", ("另存为 PDF", "as PDF")),
        ([("file", ("a.docx", WITH_MACROS, ""))], 422, "file-has-macros", ("有宏", "macros")),
        ([("file", ("a.png", b"", "image/png"))], 422, "file-empty", ("是空的", "is empty")),
        ([NOTHING], 422, "file-missing", ("请选择文件", "Choose a file")),
        ([PHOTO] * 11, 422, "too-many-files", ("最多传 10 个", "At most 10")),
        (
            [PHOTO, ("file", ("大.png", PNG + bytes(2**20), "image/png"))],
            413,
            "file-too-large",
            ("“大.png”超过 1 MB", "more than 1 MB"),
        ),
        (
            [("file", ("a.png", PNG + bytes(11 * 2**20), "image/png"))],
            413,
            "body-too-large",
            ("每个最大 1 MB", "up to 1 MB each"),
        ),
    ],
)
async def test_what_is_not_taken_is_said_in_both_languages_and_leaves_nothing(
    enter: Enter,
    sign_in: SignIn,
    ledger: AsyncEngine,
    folder: Path,
    files: list[Any],
    status: int,
    slug: str,
    told: tuple[str, str],
) -> None:
    await enter(complaint(1))
    owner = await sign_in("feng-yan")
    before = kept(folder)
    for language, words in zip(("zh", "en"), told, strict=True):
        owner.cookies.set("jx_lang", language)
        refused = await attach(owner, *files)
        assert (refused.status_code, refused.json()["type"]) == (
            status,
            f"urn:jiangxin:problem:{slug}",
        )
        assert refused.headers["content-type"] == "application/problem+json"
        assert words in refused.json()["errors"][0]["message"]
        page = await owner.post(
            f"{PAGE}/evidence",
            data={"expected_version": 2, "shows": "before", "caption": "门口"},
            files=files,
            headers=HTML,
        )
        assert page.status_code == status
        assert words in page.text
    assert (kept(folder), await count(ledger, "evidence")) == (before, 0)
    assert (await owner.get(TASK)).json()["version"] == 2


async def test_who_was_slower_or_may_not_is_refused_before_a_byte_is_kept(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine, folder: Path
) -> None:
    await enter(complaint(1))
    before = kept(folder)
    slower = await attach(await sign_in("feng-yan"), PHOTO, version=1)
    assert (slower.status_code, slower.json()["title"]) == (409, "有人先办了")
    auditor = await attach(await sign_in("wu-gang"), PHOTO)
    assert (auditor.status_code, auditor.json()["type"]) == (
        403,
        "urn:jiangxin:problem:actor-adds-evidence",
    )
    stranger = await sign_in("ma-chao")
    assert (await attach(stranger, PHOTO)).status_code == 404
    assert (await stranger.get(f"{TASK}/evidence")).status_code == 404
    wrong = await attach(await sign_in("feng-yan"), PHOTO, shows="selfie")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "shows")
    assert (kept(folder), await count(ledger, "evidence")) == (before, 0)


async def test_who_reads_and_who_keeps_out(enter: Enter, sign_in: SignIn) -> None:
    await enter(complaint(1))
    added = await attach(await sign_in("feng-yan"), PHOTO)
    address = added.json()["evidence"][0]["href"]
    for who in ("wu-gang", "huang-ting", "chen-jing", "zhou-min"):
        assert (await (await sign_in(who)).get(address)).content == JPEG
    owner = await sign_in("feng-yan")
    await owner.post(f"{TASK}/recuse", json={"expected_version": 3, "note": "亲属"})
    for each in (address, f"{TASK}/evidence", f"{PAGE}/evidence"):
        assert (await owner.get(each)).status_code == 404
    assert (await attach(owner, PHOTO, version=4)).status_code == 403


async def test_what_the_centre_adds_to_a_confidential_task_units_do_not_see(
    enter: Enter, sign_in: SignIn
) -> None:
    await enter(complaint(1, confidential=True, has_contact=True))
    added = await attach(await sign_in("chen-jing"), PHOTO, caption="她写的信", shows="document")
    letter = added.json()["evidence"][0]["href"]
    owner = await sign_in("feng-yan")
    assert (await owner.get(f"{TASK}/evidence")).json()["evidence"] == []
    assert (await owner.get(letter)).status_code == 404
    page = (await owner.get(PAGE, headers=HTML)).text
    assert NAME not in page
    assert "她写的信" not in page
    assert len((await attach(owner, SHEET, version=3)).json()["evidence"]) == 1
    both = (await (await sign_in("chen-jing")).get(f"{TASK}/evidence")).json()["evidence"]
    assert [each["name"] for each in both] == [NAME, "验收单.docx"]


async def test_a_file_that_no_task_has_is_swept_and_one_that_a_task_has_is_not(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine, folder: Path
) -> None:
    """The process died between the file and the row: what is left is swept, a day later."""
    await enter(complaint(1))
    added = await attach(await sign_in("feng-yan"), PHOTO)
    had = added.json()["evidence"][0]["sha256"]
    store, book = FolderStore(folder), PostgresEvidenceBook(ledger)
    await store.keep(await store.receive(_chunks(PNG)), hashlib.sha256(PNG).hexdigest())
    await store.receive(_chunks(b"cut off"))
    assert await SweepEvidence(book, store, SystemClock())() == 0
    tomorrow = FixedClock(SystemClock().now() + timedelta(hours=25))
    assert await SweepEvidence(book, store, tomorrow)() >= 2
    assert kept(folder) == {had}


async def test_a_file_swept_at_the_last_moment_is_not_written_down(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweeper removed it after it was kept and before it was claimed: told to try again."""
    await enter(complaint(1))
    owner = await sign_in("feng-yan")
    keep = FolderStore.keep

    async def keep_and_lose(store: FolderStore, received: str, digest: str) -> None:
        await keep(store, received, digest)
        await store.remove(digest)

    monkeypatch.setattr(FolderStore, "keep", keep_and_lose)
    answer = await attach(owner, PHOTO)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert await count(ledger, "evidence") == 0
    assert (await owner.get(TASK)).json()["version"] == 2


@pytest.mark.parametrize("statement", ["UPDATE evidence SET name = ''", "DELETE FROM evidence"])
async def test_evidence_stays_as_it_is(
    enter: Enter, sign_in: SignIn, ledger: AsyncEngine, statement: str
) -> None:
    await enter(complaint(1))
    await attach(await sign_in("feng-yan"), PHOTO)
    with pytest.raises(DBAPIError, match="evidence stays as it is"):
        async with transaction(ledger) as connection:
            await connection.execute(text(statement))


async def _chunks(content: bytes) -> AsyncIterator[bytes]:
    yield content
