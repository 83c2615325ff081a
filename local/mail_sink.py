"""A mail server that keeps what it is given: each message a file in a folder, and a line here."""

import argparse
import asyncio
import signal
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeper:
    """Writes messages as `.eml`, named by moment and count so that they sort as they came."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answers 250 once the message is on disk under its final name."""
        self._count += 1
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z-{self._count:05}.eml"
        content = envelope.original_content or b""
        draft = self._folder / f".{name}"
        draft.write_bytes(content)
        draft.rename(self._folder / name)
        print(f"{name}  {', '.join(envelope.rcpt_tos)}  {subject_of(content)}", flush=True)
        return "250 kept"


def subject_of(message: bytes) -> str:
    """The subject in readable characters; empty when there is none."""
    head = message.partition(b"\r\n\r\n")[0]
    found = BytesHeaderParser().parsebytes(head)["subject"]
    return str(make_header(decode_header(found))) if found else ""


async def serve(port: int, folder: Path) -> None:
    """Runs until SIGTERM or SIGINT."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    sink = Controller(Keeper(folder), hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    sink.start()
    await stop.wait()
    sink.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local.mail_sink", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(options.port, options.folder))


if __name__ == "__main__":
    main()
