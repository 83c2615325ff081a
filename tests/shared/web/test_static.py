"""The style sheet and scripts: cacheable for ever, small, and without help from elsewhere."""

import gzip
import re
from pathlib import Path

import httpx
import pytest

from shared.web.static_files import STATIC_DIR, StaticFiles, shared_static
from tests.shared.web.conftest import MakeClient

STYLE = (STATIC_DIR / "style.css").read_text(encoding="utf-8")


@pytest.fixture
def client(make_client: MakeClient) -> httpx.AsyncClient:
    return make_client()


async def test_a_file_under_its_hash_is_kept_for_ever(client: httpx.AsyncClient) -> None:
    answer = await client.get(shared_static().url("style.css"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == STYLE


async def test_a_client_that_knows_no_gzip_gets_the_file_itself(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/style.css", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.text == STYLE


@pytest.mark.parametrize("path", ["/static/style.css", "/static/000000000000/style.css"])
async def test_an_address_of_another_version_gets_todays_file_uncached(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/none.css",
        "/static/../pages.py",
        "/static/%2e%2e/pages.py",
        "/static//etc/passwd",
    ],
)
async def test_nothing_else_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


def test_any_change_to_any_file_changes_every_address(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1", encoding="utf-8")
    (tmp_path / "b.js").write_text("1", encoding="utf-8")
    before = StaticFiles(tmp_path).url("a.js")
    (tmp_path / "b.js").write_text("2", encoding="utf-8")
    assert StaticFiles(tmp_path).url("a.js") != before
    with pytest.raises(KeyError):
        StaticFiles(tmp_path).url("c.js")


def test_a_page_costs_little_to_dress() -> None:
    assert len(STYLE.encode()) < 30 * 1024
    scripts = b"".join(path.read_bytes() for path in STATIC_DIR.glob("*.js"))
    assert len(scripts) < 16 * 1024
    assert len(gzip.compress(STYLE.encode())) + len(gzip.compress(scripts)) < 14 * 1024


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in STATIC_DIR.iterdir():
        addresses = re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8"))
        assert set(addresses) <= {"http://www.w3.org/2000/svg"}, path.name
