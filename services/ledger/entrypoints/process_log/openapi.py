"""The process log and the published model in the ledger's OpenAPI description."""

from services.ledger.entrypoints.openapi_schemas import TEXT, Schema
from services.ledger.entrypoints.process_log.routes import KINDS

_DAY: Schema = {"type": "string", "format": "date"}
_QUERY: list[Schema] = [
    {"name": "from", "in": "query", "schema": _DAY},
    {"name": "to", "in": "query", "schema": _DAY},
    {"name": "cases", "in": "query", "schema": {"enum": ["all", "over"]}},
]
_LOG = "Tasks registered from one day to another, in China, with all that happened to them so far"


def paths(problems: Schema) -> Schema:
    """By address; `problems` are the answers to who may not, and to days that are none."""
    logs = {f"/api/v1/process-log.{form}": _log(form, problems) for form in KINDS}
    model = _get(
        "read_process_model", "The published model as a Petri net in PNML", "application/xml"
    )
    return {**logs, "/api/v1/process-model.pnml": {"get": model}}


def _log(form: str, problems: Schema) -> Schema:
    described = _get(
        f"export_process_log_{form}", f"The process log as {form.upper()}", KINDS[form]
    )
    answers = described["responses"] | problems
    who = f"{_LOG}. For: supervisors, auditors."
    return {"get": described | {"description": who, "parameters": _QUERY, "responses": answers}}


def _get(operation: str, summary: str, kind: str) -> Schema:
    content = {kind.partition(";")[0]: {"schema": TEXT}}
    answer = {"200": {"description": summary, "content": content}}
    return {"operationId": operation, "summary": summary, "responses": answer}
