"""OpenTelemetry tracing, switched on by the standard variables (`OTEL_EXPORTER_OTLP_ENDPOINT` …).

Where they are unset nothing is set up and a span costs an attribute look-up.
"""

import os
from collections.abc import Mapping

from opentelemetry import propagate, trace

TRACER = trace.get_tracer("jiangxin")


def configure_tracing(service: str) -> bool:
    """Set up the exporter when the environment asks for one. Returns whether it did."""
    endpoints = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    disabled = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if disabled or not any(os.environ.get(name) for name in endpoints):
        return False
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(
        resource=Resource.create({"service.name": service, "service.namespace": "jiangxin"})
    )
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return True


def trace_headers() -> dict[str, str]:
    """W3C `traceparent` (and `tracestate`) of the current span; empty outside one."""
    headers: dict[str, str] = {}
    if trace.get_current_span().get_span_context().is_valid:
        propagate.inject(headers)
    return headers


def links_to(headers: Mapping[str, str] | None) -> list[trace.Link]:
    """A link to the span that published a message, for a span that handles many; or none."""
    if not headers or "traceparent" not in headers:
        return []
    context = trace.get_current_span(propagate.extract(dict(headers))).get_span_context()
    return [trace.Link(context)] if context.is_valid else []
