"""`python -m services.<name> parked [--retry] [ID …]`: what a service put aside, and handling it again."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from starlette.applications import Starlette

from shared.language import Text
from shared.messaging.retrying import Aside, Retrying
from shared.terminal import say


def run_parked(app: Starlette, arguments: argparse.Namespace) -> None:
    """Lists them or handles them again. Exits with 1 when one that was tried stays put aside."""
    if asyncio.run(_run(app.state.bus.retry, arguments)):
        sys.exit(1)


async def _run(retry: Retrying, arguments: argparse.Namespace) -> int:
    found = await retry.put_aside(arguments.id)
    if not found:
        say(Text("没有搁置的消息。", "Nothing is put aside."))
        return 0
    for aside in found:
        say(_line(aside))
    return await _retry(retry, found) if arguments.retry else 0


async def _retry(retry: Retrying, found: Sequence[Aside]) -> int:
    """How many stay where they are."""
    stay = 0
    for aside in found:
        reason = await retry(aside)
        if reason:
            stay += 1
            say(
                Text("✗ {id} 仍搁置：{why}", "✗ {id} stays put aside: {why}").format(
                    id=aside.message.id, why=reason
                )
            )
    done = Text(
        "✓ 已处理 {done} 条，仍搁置 {stay} 条。", "✓ {done} handled, {stay} still put aside."
    )
    say(done.format(done=len(found) - stay, stay=stay))
    return stay


def _line(aside: Aside) -> Text:
    return Text(
        "{id}  {type}  {consumer}  搁置于 {at:%Y-%m-%d %H:%M} UTC\n    {reason}",
        "{id}  {type}  {consumer}  put aside {at:%Y-%m-%d %H:%M} UTC\n    {reason}",
    ).format(
        id=aside.message.id,
        type=aside.message.type or "?",
        consumer=aside.consumer,
        at=aside.parked_at,
        reason=aside.reason,
    )
