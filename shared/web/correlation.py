"""The id that ties a request to its log lines, its events and what they cause."""

import re
from collections.abc import Iterable
from random import getrandbits

from starlette.requests import Request
from starlette.types import Scope

HEADER = b"x-correlation-id"
_SCOPE_KEY = "jiangxin.correlation_id"
_TRACE_KEY = "jiangxin.traceparent"
_ACCEPTABLE = re.compile(rb"[A-Za-z0-9._-]{1,64}").fullmatch
_TRACEPARENT = re.compile(rb"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}").fullmatch


def correlation_of(request: Request) -> str:
    """The request's id; empty outside `make_application`."""
    return str(request.scope.get(_SCOPE_KEY, ""))


def traceparent_of(request: Request) -> str | None:
    """The W3C trace context the caller sent, to pass on with events; None when there was none."""
    value: str | None = request.scope.get(_TRACE_KEY)
    return value


def identify(scope: Scope) -> str:
    """Settle the id: X-Correlation-ID if it is harmless, else the trace id, else a new one."""
    given, trace = _sent(scope["headers"])
    identity = given
    if trace is not None and (parts := _TRACEPARENT(trace)):
        scope[_TRACE_KEY] = trace.decode("ascii")
        identity = identity or parts[1]
    # Short enough to be read out on the phone; no secret, so no system call for randomness.
    correlation_id = identity.decode("ascii") if identity else f"{getrandbits(64):016x}"
    scope[_SCOPE_KEY] = correlation_id
    return correlation_id


def _sent(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes | None, bytes | None]:
    given = trace = None
    for name, value in headers:
        if name == HEADER:
            given = value if _ACCEPTABLE(value) else None
        elif name == b"traceparent":
            trace = value
    return given, trace
