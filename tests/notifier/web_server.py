"""A real HTTP server for tests, which can be told how to answer."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


@dataclass(frozen=True)
class Answer:
    """What to answer, and after how long; status 0 hangs up without a word."""

    status: int = 200
    body: str = "{}"
    headers: dict[str, str] = field(default_factory=dict)
    after_seconds: float = 0


@dataclass(frozen=True)
class Posted:
    """A request that came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class WebServer:
    """Keeps what is posted to it. `answers` are used up one a request; then `always` is given."""

    port: int = 0
    always: Answer = field(default_factory=Answer)
    answers: list[Answer] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)

    @property
    def authority(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    def answer(self) -> Answer:
        return self.answers.pop(0) if self.answers else self.always


class Handler(BaseHTTPRequestHandler):
    """Reads a request whole, then answers."""

    kept: ClassVar[WebServer]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.kept.posted.append(Posted(self.path, headers, json.loads(content)))
        answer = self.kept.answer()
        time.sleep(answer.after_seconds)
        if not answer.status:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer.body.encode())))
        self.end_headers()
        self.wfile.write(answer.body.encode())

    def log_message(self, *_: object) -> None:
        """Nothing: the tests' output is for tests."""


class Server(ThreadingHTTPServer):
    """Does not wait for clients that hung up."""

    daemon_threads = True
    request_queue_size = 128
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that gave up is what some tests are about."""


@contextmanager
def web_server(always: Answer | None = None) -> Iterator[WebServer]:
    """A web server for as long as the block lasts."""
    kept = WebServer(always=always or Answer())
    server = Server(("127.0.0.1", 0), type("Handler", (Handler,), {"kept": kept}))
    kept.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
