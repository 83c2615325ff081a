"""`python -m services.ledger load`, as an operator runs it."""

import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from shared.provision.nats_config import NatsAddress
from shared.provision.postgres import DatabaseAddress
from shared.provision.secrets import ensure_secrets
from tests.ledger.conftest import SAMPLE


@pytest.fixture
def environment(new_database: str, tmp_path: Path) -> dict[str, str]:
    """The settings of a ledger with an empty database."""
    ensure_secrets(tmp_path, DatabaseAddress("127.0.0.1", 5432), NatsAddress())
    secrets = {"JIANGXIN_SECRETS_DIR": str(tmp_path / "ledger")}
    return {**os.environ, **secrets, "JIANGXIN_DATABASE_URL": new_database}


def ledger(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "services.ledger", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


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
    environment: dict[str, str],
) -> None:
    ledger(environment, "migrate")
    ledger(environment, "load", "--without-demo-passwords", str(SAMPLE))
    assert await passwords(environment) == 0
    ledger(environment, "load", str(SAMPLE))
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
    environment: dict[str, str], tmp_path: Path
) -> None:
    ledger(environment, "migrate")
    file = tmp_path / "organisation.yaml"
    file.write_text(SAMPLE.read_text("utf-8") + RULES, "utf-8")
    ledger(environment, "load", "--without-demo-passwords", str(file))
    query = "SELECT amount FROM deadline_rules WHERE code = 'ordinary' ORDER BY revision"
    assert await column(environment, query) == [5, 7]
    assert await column(
        environment, "SELECT code FROM deadline_rules WHERE revision = 2 AND active"
    ) == ["ordinary"]
    again = ledger(environment, "load", "--without-demo-passwords", str(file))
    assert "no change" in again or "没有变化" in again


async def test_a_calendar_is_previewed_loaded_once_and_refused_when_faulty(
    environment: dict[str, str], tmp_path: Path
) -> None:
    ledger(environment, "migrate")
    file = tmp_path / "closure.toml"
    file.write_text(CLOSURE, "utf-8")
    ledger(environment, "load-calendar", "--preview", str(file))
    assert len(await column(environment, "SELECT version FROM calendars")) == 1
    ledger(environment, "load-calendar", str(file))
    ledger(environment, "load-calendar", str(file))
    assert len(await column(environment, "SELECT version FROM calendars")) == 2
    ledger(environment, "load-calendar", "--shipped")
    file.write_text("year = 2027\nannounced = true", "utf-8")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        ledger(environment, "load-calendar", str(file))
    assert "sources" in refused.value.stderr
