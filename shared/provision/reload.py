"""Makes running nats-servers read their configuration again; who is connected stays so."""

import json

from nats.aio.client import Client
from nats.errors import TimeoutError as NatsTimeout

from shared.provision import RELOADING
from shared.provision.connecting import Access, connected

FIRST_ANSWER_SECONDS = 5.0
MORE_ANSWERS_SECONDS = 0.3


class NotReloadedError(RuntimeError):
    """A server still runs on the configuration it had."""


async def reload_servers(access: Access) -> None:
    """Has every server of the cluster follow the files it was started with, as they are now.

    Publishing and pulling go on meanwhile; a question to the JetStream API may be answered with
    503 for some milliseconds. Reads twice: nats-server 2.15.1 connects the imports of an account
    that is new to it only when it reads the configuration once more.

    Args:
        access: of the user `reloading`.

    Raises:
        NotReloadedError: one kept what it had, most likely because its files are not valid.
    """
    async with connected(RELOADING, access) as client:
        for server in await _server_ids(client) * 2:
            await _reload(client, server)


async def _server_ids(client: Client) -> list[str]:
    """Of all that answer; those of a cluster do so within milliseconds of one another."""
    inbox = client.new_inbox()
    answers = await client.subscribe(inbox)
    await client.publish("$SYS.REQ.SERVER.PING", reply=inbox)
    found: list[str] = []
    patience = FIRST_ANSWER_SECONDS
    while True:
        try:
            answer = await answers.next_msg(patience)
        except NatsTimeout:
            return found
        found.append(str(json.loads(answer.data)["server"]["id"]))
        patience = MORE_ANSWERS_SECONDS


async def _reload(client: Client, server: str) -> None:
    answer = await client.request(f"$SYS.REQ.SERVER.{server}.RELOAD", timeout=10)
    if error := json.loads(answer.data).get("error"):
        raise NotReloadedError(f"nats-server keeps what it had: {error['description']}")
