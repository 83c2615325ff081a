"""What the ledger's API answers, as JSON Schema for its OpenAPI description."""

from datetime import datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args

from services.ledger.domain.deadline_rules import Unit
from services.ledger.domain.plain import kinds_of
from services.ledger.domain.task import (
    Action,
    CallBack,
    Contact,
    DeclineReason,
    Extension,
    Measure,
    Result,
    Return,
    RootCause,
    State,
    Supervision,
)
from services.ledger.entrypoints.bodies import BODIES
from shared.web.roles import Role

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
YES_NO: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer"}


def object_of(properties: Schema, **more: object) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def record_of(record: type) -> Schema:
    """The schema of one of the records a task keeps, from its fields' types."""
    return object_of({name: _kind(kind) for name, kind in kinds_of(record).items()})


def _kind(kind: Any) -> Schema:
    options = get_args(kind) or (kind,)
    names = {str: "string", datetime: "string", bool: "boolean", int: "integer", NoneType: "null"}
    if len(options) == 1 and issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    types = [names[each] for each in options]
    schema: Schema = {"type": types[0] if len(types) == 1 else types}
    return schema | ({"format": "date-time"} if datetime in options else {})


def reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def array_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


REMEMBERED = {
    "assist_units": array_of(TEXT),
    "final": {"type": "boolean", "description": "assigned for good: it cannot be returned"},
    "original_due_at": {**MAYBE_MOMENT, "description": "the date first promised, once it moved"},
    "decline_reason": {"enum": [*(reason.value for reason in DeclineReason), None]},
    "referral": MAYBE,
    "master_number": {**MAYBE, "description": "the task this one was merged into"},
    "contacts": array_of(record_of(Contact)),
    "measures": array_of(record_of(Measure)),
    "root_cause": {"enum": [*(cause.value for cause in RootCause), None]},
    "unresolved_reason": MAYBE,
    "replied_at": MAYBE_MOMENT,
    "returns": array_of(record_of(Return)),
    "extensions": array_of(record_of(Extension)),
    "auditor_id": MAYBE,
    "audited_at": MAYBE_MOMENT,
    "call_backs": array_of(record_of(CallBack)),
    "resolved": {"type": ["boolean", "null"], "description": "found by the call-back"},
    "satisfied": {"type": ["boolean", "null"], "description": "said by the person"},
    "redo_count": COUNT,
    "cycle": {"type": "integer", "description": "1, and one more each time it is taken up again"},
    "supervision": {"enum": [*(level.value for level in Supervision), None]},
    "plan": MAYBE,
    "promised_at": MAYBE_MOMENT,
    "recused": {**array_of(TEXT), "description": "staff who keep out of it"},
    "written_off_at": MAYBE_MOMENT,
    "written_off_by": MAYBE,
}
"""What a task learns on its way."""
LISTED = {
    "task_number": TEXT,
    "state": {"enum": [state.value for state in State]},
    "version": {"type": "integer", "description": "send it back as expected_version"},
    "title": TEXT,
    "nature": TEXT,
    "channel": TEXT,
    "category_code": MAYBE,
    "district_code": MAYBE,
    "service_item_code": MAYBE,
    "urgency": {**MAYBE, "description": "ordinary, urgent or major"},
    "confidential": YES_NO,
    "wants_reply": YES_NO,
    "has_contact": YES_NO,
    "received_at": MOMENT,
    "registered_at": MOMENT,
    "unit_code": MAYBE,
    "owner_id": MAYBE,
    "hop": {"type": "integer", "description": "how many times it has been dispatched"},
    "rule_code": MAYBE,
    "dispatched_at": MAYBE_MOMENT,
    "due_at": MAYBE_MOMENT,
    "sign_by": {**MAYBE_MOMENT, "description": "null once signed for"},
    "contact_by": {**MAYBE_MOMENT, "description": "null once the person was contacted"},
    "deadline_rule": MAYBE,
    "deadline_revision": {"type": ["integer", "null"]},
    "calendar_version": MAYBE,
    "signed_at": MAYBE_MOMENT,
    "reported_at": MAYBE_MOMENT,
    "reporter_id": MAYBE,
    "result": {"enum": [*(result.value for result in Result), None]},
    "closed_at": MAYBE_MOMENT,
    **REMEMBERED,
    "deadline": object_of(
        {
            "light": {"enum": ["green", "amber", "red", "paused", "done", "none"]},
            "words": TEXT,
            "working_days_left": {"type": ["integer", "null"]},
        }
    ),
}
ENTRY = {
    "task_number": TEXT,
    "sequence": COUNT,
    "at": MOMENT,
    "actor": TEXT,
    "actor_name": MAYBE,
    "on_behalf_of": MAYBE,
    "through": TEXT,
    "action": {"enum": [action.value for action in Action]},
    "before": {"type": "object"},
    "after": {"type": "object"},
}
REPORT = {
    "sequence": COUNT,
    "result": TEXT,
    "public_reply": TEXT,
    "measures": array_of(TEXT),
    "note": TEXT,
    "reported_by": TEXT,
    "reported_at": MOMENT,
}
DEADLINE: Schema = {
    "type": "object",
    "required": ["task_number", "due_at", "basis"],
    "properties": {
        "task_number": TEXT,
        "due_at": MAYBE_MOMENT,
        "dispatched_at": MOMENT,
        "original_due_at": MAYBE_MOMENT,
        "moved": {**MAYBE, "description": "why the date is not the one first promised"},
        "provisional": YES_NO,
        "paused": YES_NO,
        "pauses": array_of({"type": "object"}),
        "calendar_version": MAYBE,
        "notices": array_of(object_of({"year": COUNT, "sources": array_of(TEXT)})),
        "rule": object_of(
            {
                "code": TEXT,
                "revision": COUNT,
                "extension": COUNT,
                "pausable": YES_NO,
                "amount": COUNT,
                "unit": {"enum": [unit.value for unit in Unit]},
                "name": TEXT,
                "source": TEXT,
            }
        ),
        "basis": TEXT,
        "basis_zh": TEXT,
        "basis_en": TEXT,
        "days": array_of(
            object_of(
                {
                    "day": {"type": "string", "format": "date"},
                    "kind": {"enum": ["working", "make_up", "weekend", "holiday", "closed"]},
                    "working_day": {"type": ["integer", "null"]},
                    "note": TEXT,
                }
            )
        ),
    },
}
UNIT = {
    "unit_code": TEXT,
    "name_zh": TEXT,
    "name_en": TEXT,
    "parent_code": MAYBE,
    "staff": array_of(
        object_of(
            {
                "staff_id": TEXT,
                "name": TEXT,
                "roles": array_of({"enum": [role.value for role in Role]}),
            }
        )
    ),
}
SESSION = {
    "token": TEXT,
    "expires_in": {"type": "integer", "description": "seconds"},
    "officer": object_of(
        {"staff_id": TEXT, "name": TEXT, "unit_code": MAYBE, "roles": array_of(TEXT)}
    ),
}
REVEALED = {
    "task_number": TEXT,
    "purpose": TEXT,
    "contact": object_of({"name": TEXT, "phone": TEXT, "address": TEXT, "email": TEXT}),
}
PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": COUNT,
        "detail": TEXT,
        "instance": TEXT,
        "errors": array_of(object_of({"field": TEXT, "message": TEXT})),
    },
}
WHOLE = {
    **LISTED,
    "content": TEXT,
    "occurred_at": MAYBE_MOMENT,
    "allowed_actions": array_of({"enum": [*BODIES, Action.REVEAL.value, Action.ATTACH.value]}),
    "trail": array_of(object_of(ENTRY)),
    "reports": array_of(object_of(REPORT)),
}
