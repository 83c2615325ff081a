"""The OpenAPI 3.1 document of metrics' API."""

from typing import Any

from services.metrics.domain.period import ZONE
from services.metrics.domain.presets import EVERYTHING, PRESETS, USUAL
from services.metrics.domain.scope import NOT_SET, By
from services.metrics.indicators import INDICATORS
from services.metrics.indicators.indicator import Kind


def openapi(version: str) -> dict[str, Any]:
    """Paths, parameters and schemas, as served at `/openapi.json`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jiangxin metrics",
            "version": version,
            "description": "Each fact counted once: figures with numerators and denominators.",
        },
        "paths": {
            "/api/v1/figures": {"get": _operation("figures", "Figures as JSON", _JSON)},
            "/api/v1/figures.csv": {"get": _operation("figuresCsv", "The same as CSV", _CSV)},
        },
        "components": {
            "parameters": _PARAMETERS,
            "schemas": {
                "Figures": _FIGURES,
                "Figure": _FIGURE,
                "Value": _VALUE,
                "Problem": _PROBLEM,
            },
            "responses": {"Problem": _PROBLEM_ANSWER},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "session": {"type": "apiKey", "in": "cookie", "name": "jx_session"},
            },
        },
        "security": [{"token": []}, {"session": []}],
    }


def _operation(name: str, summary: str, content: dict[str, Any]) -> dict[str, Any]:
    problem = {"$ref": "#/components/responses/Problem"}
    return {
        "operationId": name,
        "summary": summary,
        "description": "For officers of any role; every unit's figures.",
        "parameters": [{"$ref": f"#/components/parameters/{key}"} for key in _PARAMETERS],
        "responses": {
            "200": {"description": "The figures", "content": content},
            "401": problem,
            "422": problem,
        },
    }


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _nullable(kind: str, description: str = "") -> dict[str, Any]:
    return {"type": [kind, "null"], **({"description": description} if description else {})}


_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_CODES = [indicator.code for indicator in INDICATORS]

_PARAMETERS = {
    "figure": {
        **_parameter(
            "figure",
            "which figures; all when absent",
            {"type": "array", "items": {"type": "string", "enum": _CODES}},
        ),
        "explode": True,
    },
    "by": _parameter(
        "by",
        "divide by this; figures that cannot be divided so are left out",
        {"type": "string", "enum": [by.value for by in By]},
    ),
    "period": _parameter(
        "period",
        "a named period; `from` and `to` take precedence",
        {"type": "string", "enum": [*PRESETS, EVERYTHING], "default": USUAL},
    ),
    "from": _parameter("from", f"first day, in {ZONE.key}", _DAY),
    "to": _parameter("to", "last day, included", _DAY),
    "unit": _parameter("unit", f"a unit's code; `{NOT_SET}` for cases without a unit", _TEXT),
    "category": _parameter(
        "category", f"a category's code, with all below it; `{NOT_SET}` for none", _TEXT
    ),
    "channel": _parameter("channel", f"a channel's code; `{NOT_SET}` for none", _TEXT),
    "lang": _parameter(
        "lang", "language of names and definitions", {"type": "string", "enum": ["zh", "en"]}
    ),
}

_JSON = {"application/json": {"schema": {"$ref": "#/components/schemas/Figures"}}}
_CSV = {"text/csv": {"schema": {"type": "string", "description": "UTF-8 with byte order mark"}}}

_VALUE = {
    "type": "object",
    "required": ["group", "name", "value", "numerator", "denominator", "n", "p90", "rejected"],
    "properties": {
        "group": _nullable("string", "a code, or the first day of a span; null for the whole"),
        "name": _nullable("string"),
        "value": _nullable("number", "null where there is nothing to compute; never zero instead"),
        "numerator": _nullable("integer"),
        "denominator": _nullable("integer"),
        "n": {"type": "integer", "description": "how many facts it rests on"},
        "p90": _nullable("number", "hours or days that nine of ten did not exceed"),
        "rejected": {"type": "integer", "description": "left out: the end lies before the start"},
    },
}
_FIGURE = {
    "type": "object",
    "required": ["code", "name", "kind", "formula", "source", "values"],
    "properties": {
        "code": {"type": "string", "enum": _CODES},
        "name": _TEXT,
        "kind": {"type": "string", "enum": [kind.value for kind in Kind]},
        "formula": _TEXT,
        "source": _TEXT,
        "values": {"type": "array", "items": {"$ref": "#/components/schemas/Value"}},
    },
}
_FIGURES = {
    "type": "object",
    "required": ["counted_at", "time_zone", "period", "filters", "by", "figures"],
    "properties": {
        "counted_at": {"type": "string", "format": "date-time"},
        "time_zone": _TEXT,
        "period": {
            "type": "object",
            "required": ["name", "from", "to"],
            "properties": {"name": _nullable("string"), "from": _DAY, "to": _DAY},
        },
        "filters": {
            "type": "object",
            "required": ["unit", "category", "channel"],
            "properties": {name: _nullable("string") for name in ("unit", "category", "channel")},
        },
        "by": _nullable("string"),
        "figures": {"type": "array", "items": {"$ref": "#/components/schemas/Figure"}},
    },
}
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": _TEXT, "message": _TEXT},
            },
        },
    },
}
_PROBLEM_ANSWER = {
    "description": "What is wrong and what to do about it",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
