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
