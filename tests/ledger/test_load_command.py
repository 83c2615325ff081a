"""`python -m services.ledger load`, as an operator runs it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from tests.commands import Commands
from tests.ledger.conftest import SAMPLE


@pytest.fixture
def environment(tables: AsyncEngine, tmp_path: Path) -> dict[str, str]:
    """The settings of a ledger with a database of this test's own."""
    ensure_secrets(tmp_path, DatabaseAddress("127.0.0.1", 5432), NatsAddress())
    secrets = {"JIANGXIN_SECRETS_DIR": str(tmp_path / "ledger")}
    url = tables.url.render_as_string(hide_password=False)
    return {**os.environ, **secrets, "JIANGXIN_DATABASE_URL": url}


Ledger = Callable[..., str]


@pytest.fixture
def ledger(command: Commands, environment: dict[str, str]) -> Ledger:
    def run(*arguments: str) -> str:
        done = command(environment, *arguments)
        done.check_returncode()
        return done.stdout

    return run


async def passwords(environment: dict[str, str]) -> int:
    """How many members of staff could sign in."""
    url = environment["JIANGXIN_DATABASE_URL"].replace("+asyncpg", "")
    connection = await asyncpg.connect(url)
    try:
        statement = "SELECT count(*) FROM staff WHERE password_hash IS NOT NULL"
        return int(await connection.fetchval(statement))
    finally:
        await connection.close()


async def test_demo_passwords_are_left_out_where_the_operator_says_so(
    ledger: Ledger,
    environment: dict[str, str],
) -> None:
    ledger("load", "--without-demo-passwords", str(SAMPLE))
    assert await passwords(environment) == 0
    ledger("load", str(SAMPLE))
    assert await passwords(environment) > 0


CLOSURE = '[[closure]]\nfirst = 2026-11-26\nlast = 2026-11-27\nzh = "搬迁"\nen = "Moving house"\n'
RULES = """
deadline_rules:
  - {code: ordinary, name: 一般工单, name_en: Ordinary, amount: 7, unit: working_days,
     source: 规定, source_en: Rule}
limits:
  - {name: reopen_days, amount: 60, source: 规定, source_en: Rule}
"""


async def column(environment: dict[str, str], query: str) -> list[object]:
    url = environment["JIANGXIN_DATABASE_URL"].replace("+asyncpg", "")
    connection = await asyncpg.connect(url)
    try:
        return [row[0] for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_rules_in_the_organisation_file_become_revisions_and_the_others_are_retired(
    ledger: Ledger, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "organisation.yaml"
    file.write_text(SAMPLE.read_text("utf-8") + RULES, "utf-8")
    ledger("load", "--without-demo-passwords", str(file))
    query = "SELECT amount FROM deadline_rules WHERE code = 'ordinary' ORDER BY revision"
    assert await column(environment, query) == [5, 7]
    assert await column(
        environment, "SELECT code FROM deadline_rules WHERE revision = 2 AND active"
    ) == ["ordinary"]
    again = ledger("load", "--without-demo-passwords", str(file))
    assert "no change" in again or "没有变化" in again


async def test_a_calendar_is_previewed_loaded_once_and_refused_when_faulty(
    ledger: Ledger, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "closure.toml"
    file.write_text(CLOSURE, "utf-8")
    ledger("load-calendar", "--preview", str(file))
    assert len(await column(environment, "SELECT version FROM calendars")) == 1
    ledger("load-calendar", str(file))
    ledger("load-calendar", str(file))
    assert len(await column(environment, "SELECT version FROM calendars")) == 2
    ledger("load-calendar", "--shipped")
    file.write_text("year = 2027\nannounced = true", "utf-8")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        ledger("load-calendar", str(file))
    assert "sources" in refused.value.stderr


async def test_a_dry_run_says_what_would_change_and_changes_nothing(
    ledger: Ledger, environment: dict[str, str], tmp_path: Path
) -> None:
    assert len(ledger("load", "--dry-run", str(SAMPLE)).splitlines()) > 80
    assert await passwords(environment) == 0
    ledger("load", str(SAMPLE))
    changed = tmp_path / "changed.yaml"
    changed.write_text(SAMPLE.read_text().replace("name: 冯燕", "name: 冯艳"))
    said = ledger("load", "--dry-run", str(changed))
    assert '~ staff: feng-yan name "冯燕" → "冯艳"' in said
    assert len(said.splitlines()) == 2
    assert len(ledger("load", "--dry-run", str(SAMPLE)).splitlines()) == 1
