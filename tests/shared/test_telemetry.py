"""Tracing is off unless the standard variables ask for it; then spans arrive at the collector."""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SPAN = """
from opentelemetry import trace
from shared.telemetry import TRACER, configure_tracing, links_to, trace_headers

print(configure_tracing("intake"))
with TRACER.start_as_current_span("receive"):
    headers = trace_headers()
print(sorted(headers), len(links_to(headers)))
provider = trace.get_tracer_provider()
if hasattr(provider, "shutdown"):
    provider.shutdown()
"""


def run(environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", SPAN]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_without_the_variables_nothing_is_set_up() -> None:
    assert run({"PATH": "/usr/bin"}).split("\n")[:2] == ["False", "[] 0"]


def test_spans_arrive_at_the_collector_that_the_variable_names() -> None:
    bodies: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    out = run({"PATH": "/usr/bin", "OTEL_EXPORTER_OTLP_ENDPOINT": address})
    server.shutdown()
    assert out.split("\n")[:2] == ["True", "['traceparent'] 1"]
    assert any(b"receive" in body and b"intake" in body for body in bodies)
