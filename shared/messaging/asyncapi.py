"""The AsyncAPI 3 document of a service, from what its broker publishes and listens to."""

import json
from typing import Any

from faststream.specification.asyncapi import AsyncAPI

from shared.messaging.broker import EventBroker


def document(broker: EventBroker, *, title: str, version: str, description: str) -> dict[str, Any]:
    """AsyncAPI 3.0.0 as a dictionary: a channel for each subject, a schema for each event."""
    specification = AsyncAPI(
        broker, title=title, version=version, description=description, schema_version="3.0.0"
    )
    parsed: dict[str, Any] = json.loads(specification.to_specification().to_json())
    return parsed
