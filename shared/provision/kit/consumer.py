"""Reads your unit's events, each at least once, and remembers which were dealt with.

    python -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python consumer.py

Change `handle`. It runs inside a transaction of `seen.sqlite3`: what it writes there is kept together
with the note that the event was dealt with, so that a second delivery changes nothing.
"""

import asyncio
import json
import sqlite3
import ssl
from contextlib import suppress
from pathlib import Path

import nats
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.client import JetStreamContext

HERE = Path(__file__).resolve().parent
ACCESS = json.loads((HERE / "connection.json").read_text(encoding="utf-8"))
TLS = ssl.create_default_context(cafile=HERE / ACCESS["ca_file"]) if "ca_file" in ACCESS else None


def handle(database: sqlite3.Connection, event_type: str, event: dict[str, object]) -> None:
    """Your work. An exception means: not now; the event comes again in a minute."""
    print(event_type, json.dumps(event, ensure_ascii=False), flush=True)


async def main() -> None:
    database = sqlite3.connect(HERE / "seen.sqlite3")
    database.execute("CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)")
    client = await nats.connect(
        ACCESS["servers"],
        nkeys_seed_str=(HERE / "nats.seed").read_text().strip(),
        inbox_prefix=ACCESS["inbox_prefix"],
        name=ACCESS["consumer"],
        tls=TLS,
        max_reconnect_attempts=-1,
        error_cb=report,
    )
    stream = client.jetstream(prefix=ACCESS["api_prefix"])
    try:
        source = await stream.pull_subscribe_bind(ACCESS["consumer"], ACCESS["stream"])
        while True:
            await read_one(source, database)
    finally:
        await client.close()


async def read_one(source: JetStreamContext.PullSubscription, database: sqlite3.Connection) -> None:
    """Waits for an event and deals with it. The server being away for a while is no error."""
    try:
        [message] = await source.fetch(1, timeout=30)
    except TimeoutError:
        return
    except NatsError as error:
        print(f"waiting: {error}", flush=True)
        await asyncio.sleep(1)
        return
    await deal_with(message, database)


async def deal_with(message: Msg, database: sqlite3.Connection) -> None:
    headers = message.headers or {}
    try:
        with database:  # commits, or undoes everything when handle fails
            new = database.execute("INSERT OR IGNORE INTO seen VALUES (?)", [headers["ce-id"]])
            if new.rowcount:
                handle(database, headers["ce-type"], json.loads(message.data))
    except Exception as error:
        print(f"again in a minute: {error!r}", flush=True)
        await message.nak(delay=60)
        return
    await message.ack()


async def report(error: Exception) -> None:
    print(f"connection: {error}", flush=True)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(main())
