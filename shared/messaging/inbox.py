"""The way in: which events a consumer has handled, so that a second delivery changes nothing."""

from collections.abc import Sequence

from sqlalchemy import Column, DateTime, MetaData, Table, Text, func
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.database import execute


def inbox_table(metadata: MetaData) -> Table:
    """The table `inbox`, keyed by consumer and event id; each service's migration creates it.

    Never keyed by the stream's sequence: a damaged stream may use a number twice.
    """
    return Table(
        "inbox",
        metadata,
        Column("consumer", Text, primary_key=True),
        Column("message_id", Text, primary_key=True),
        Column("handled_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )


_FIRST_TIME = """
INSERT INTO inbox (consumer, message_id) SELECT $1, unnest($2::text[])
ON CONFLICT DO NOTHING RETURNING message_id
"""


async def first_time(
    connection: AsyncConnection, consumer: str, message_ids: Sequence[str]
) -> set[str]:
    """Which of the ids this consumer has not handled before; they are noted in this transaction.

    Ids are locked in sorted order, so that two replicas with overlapping batches cannot deadlock.
    """
    rows = await execute(connection, _FIRST_TIME, consumer, sorted(set(message_ids)))
    return set(rows.scalars())
