"""The mail sink as a part."""

import sys

from local.process import Part
from local.state import State


def mail_part(state: State) -> Part:
    """Accepts every message on loopback and keeps it in the state's `mail` folder."""
    port = state.port("mail")
    return Part(
        name="mail",
        command=(
            *(sys.executable, "-m", "local.mail_sink"),
            *("--port", str(port), "--folder", str(state.mail)),
        ),
        port=port,
        url=f"smtp://127.0.0.1:{port}",
        niceness=15,
    )
