"""What the running instance knows: its categories and districts, by every name they have."""

import asyncio
import json
import time

import asyncpg

from local.state import State
from local.words import CannotGoOn
from shared.language import Text

PATIENCE_SECONDS = 30.0


async def known_categories(state: State) -> dict[str, str]:
    """Codes and names in small letters → code, as intake offers them.

    Raises:
        CannotGoOn: intake does not answer.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            offered = json.loads(await _get(state.port("intake"), "/api/v1/categories"))
            break
        except (OSError, EOFError, ValueError, TimeoutError):
            if time.monotonic() > deadline:
                raise CannotGoOn(_away(state)) from None
            await asyncio.sleep(0.3)
    names: dict[str, str] = {}
    for each in offered["categories"]:
        for name in (each["name"]["en"], each["name"]["zh"], each["code"]):
            names[name.lower()] = each["code"]
    return names


async def known_districts(state: State) -> dict[str, str]:
    """Codes and names in small letters → code; empty while ledger has none."""
    try:
        connection = await asyncpg.connect(state.database_url("ledger"), timeout=5)
    except (OSError, asyncpg.PostgresError):
        return {}
    try:
        rows = await connection.fetch("SELECT code, name_zh, name_en FROM districts")
    except asyncpg.PostgresError:
        return {}
    finally:
        await connection.close()
    return {name.lower(): row["code"] for row in rows for name in row.values()}


async def _get(port: int, path: str) -> bytes:
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            writer.write(request.encode())
            answer = await reader.read()
        finally:
            writer.close()
    return answer.partition(b"\r\n\r\n")[2]


def _away(state: State) -> Text:
    return Text(
        "intake（{url}）没有应答。先执行 jiangxin up --detach。",
        "intake ({url}) does not answer. Start it first: jiangxin up --detach.",
    ).format(url=state.url("intake"))
