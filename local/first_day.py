"""What an empty instance is given on its first start: an organisation, and people who complain."""

import asyncio
import json
from importlib.resources import files
from pathlib import Path

import asyncpg
import httpx

from local.services import run_job
from local.state import State
from local.words import CannotGoOn, Say
from shared.language import Text

SAMPLES = Path(str(files("local"))) / "samples"


async def load_organisation(state: State) -> bool:
    """Units, staff, categories, rules, service items of the sample city; False when ledger has some already.

    Raises:
        CannotGoOn: ledger refuses the file.
    """
    connection = await asyncpg.connect(state.database_url("ledger"))
    try:
        if await connection.fetchval("SELECT EXISTS (SELECT FROM units)"):
            return False
    finally:
        await connection.close()
    await run_job(state, "ledger", "load", str(SAMPLES / "organisation.yaml"))
    items = str(SAMPLES / "service_items.csv")
    await run_job(state, "ledger", "import-items", items, "--publish")
    return True


async def send_samples(state: State, say: Say) -> None:
    """Hands the sample complaints to intake as people would, one after the other.

    Repeatable: each carries an idempotency key, and a stamp says that all were sent.
    """
    stamp = state.run / "samples.sent"
    if stamp.exists():
        return
    async with httpx.AsyncClient(base_url=state.url("intake"), timeout=30) as client:
        for number, complaint in enumerate(sample_complaints(), start=1):
            await _send(client, complaint, f"sample-{number}")
    stamp.touch()
    say(
        Text(
            "[dim]已送出示例诉求；再次启动时不会重复。[/]",
            "[dim]The sample complaints are in; they are not sent again.[/]",
        )
    )


def sample_complaints() -> list[dict[str, object]]:
    """Written for this project; nobody in them exists."""
    text = (SAMPLES / "complaints.ndjson").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


async def _send(client: httpx.AsyncClient, complaint: dict[str, object], key: str) -> None:
    for _ in range(100):
        try:
            answer = await client.post(
                "/api/v1/complaints", json=complaint, headers={"Idempotency-Key": key}
            )
        except httpx.TransportError:
            await asyncio.sleep(0.2)
            continue
        if answer.status_code < 500:
            _check(answer)
            return
        await asyncio.sleep(0.2)
    raise CannotGoOn(
        Text("intake 一直没有接收示例诉求。", "intake did not take the sample complaints.")
    )


def _check(answer: httpx.Response) -> None:
    if answer.is_error:
        raise CannotGoOn(
            Text(
                "intake 没有接收一条示例诉求：{words}",
                "intake refused a sample complaint: {words}",
            ).format(words=answer.text)
        )
