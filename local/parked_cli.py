"""`jiangxin parked`: what the services put aside, and handling it again once the cause is gone."""

import asyncio
import sys

from local.services import environment
from local.state import State
from local.words import console
from shared.provision import SERVICES


async def parked(state: State, *, retry: bool) -> bool:
    """Each service's list, and what came of handling it again. Returns whether anything stayed."""
    stayed = False
    for service in SERVICES:
        console.print(f"[bold]{service}[/]")
        process = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                f"services.{service}",
                "parked",
                *(["--retry"] if retry else []),
            ),
            env=environment(state, service),
            cwd=state.root,
            stdin=asyncio.subprocess.DEVNULL,
        )
        stayed |= await process.wait() != 0
    return stayed
