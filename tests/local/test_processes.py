"""One supervised process, and how it is known again after its supervisor died."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from local import traces
from local.probing import free_base_port
from local.process import Child, Part
from local.state import State, open_state
from local.words import CannotGoOn
from shared.language import Text

LISTEN = """
import signal, socket, sys, time
if "stubborn" in sys.argv: signal.signal(signal.SIGTERM, signal.SIG_IGN)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("listening", flush=True)
time.sleep(60)
"""


@pytest.fixture
def state(tmp_path: Path) -> State:
    return open_state(tmp_path / "state", free_base_port())


def listener(state: State, *words: str, script: str = LISTEN, stop_within: float = 5) -> Part:
    port = state.port("intake")
    return Part(
        name="intake",
        command=(sys.executable, "-c", script, str(port), *words),
        port=port,
        url="",
        stop_within=stop_within,
    )


async def test_a_process_that_will_not_end_is_made_to(state: State) -> None:
    child = Child(listener(state, "stubborn", stop_within=0.2), state, print)
    await child.start()
    await child.stop()
    assert traces.found(state) == []


async def test_a_process_that_dies_again_and_again_is_started_with_growing_pauses(
    state: State,
) -> None:
    said: list[Text] = []
    child = Child(listener(state, script="raise SystemExit(3)"), state, said.append)
    with pytest.raises(CannotGoOn):
        await child.start(ready_within=1.5)
    await child.stop()
    pauses = [text.en.split(" in ")[1] for text in said]
    assert pauses[:2] == ["0.1 s[/]", "0.5 s[/]"]
    assert "ended with status 3" in said[0].en


async def test_what_never_becomes_ready_is_told_with_its_last_words(state: State) -> None:
    script = "import time; print('no luck today', flush=True); time.sleep(60)"
    child = Child(listener(state, script=script), state, print)
    with pytest.raises(CannotGoOn, match="no luck today"):
        await child.start(ready_within=1.5)
    await child.stop()


async def test_a_process_is_restarted_after_kill_9_and_its_trace_follows(state: State) -> None:
    said: list[Text] = []
    child = Child(listener(state), state, said.append)
    await child.start()
    first = child.pid
    assert first
    os.kill(first, 9)
    while child.pid == first or not await child.part.probe():
        await asyncio.sleep(0.02)
    [trace] = traces.found(state)
    assert trace.pid == child.pid
    assert trace.restarts == 1
    await child.stop()


async def test_a_stranger_with_the_same_number_is_not_taken_for_ours(state: State) -> None:
    mine = traces.Trace("intake", os.getpid(), traces.start_of(os.getpid()), 1, "", "", "")
    assert mine.alive()
    stranger = replace(mine, started=mine.started - 3600)
    assert not stranger.alive()
    traces.leave(state, stranger)
    assert traces.stop_orphans(state) == []
    assert traces.found(state) == []
