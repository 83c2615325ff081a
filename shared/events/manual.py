"""docs/events.md, written from the classes."""

import inspect
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from shared.events.catalogue import EVENTS
from shared.events.envelope import Event
from shared.messaging.streams import CONSUMERS, STREAMS, stream_of

HEAD = """# Events

Written by `make events` from `shared/events`; change it there.

Every event is a CloudEvents 1.0 message in binary mode: attributes in NATS headers (`ce-id`, `ce-type`,
`ce-source`, `ce-time`, `ce-subject`, and the extensions `ce-aggregateversion`, `ce-correlationid`,
`ce-causationid`, `traceparent`), the data as JSON in the body. The subject is the type with one more token,
the unit: `ledger.task.dispatched.v1.market-regulation`; `unassigned` where no unit is responsible yet,
`city` where it concerns all. Within a major version only optional fields are added: ignore fields you do
not know, and keep the highest `ce-aggregateversion` of each `ce-subject`. Any event may come twice: `ce-id`
tells. Names, phones and addresses of complainants are in none of them.
"""


def manual() -> str:
    """The whole page, events in the catalogue's order."""
    return HEAD + _streams() + _consumers() + "".join(_event(event) for event in EVENTS)


def _streams() -> str:
    rows = "".join(
        f"| {stream.name} | {stream.description} | {_codes(stream.subjects or stream.sources[0][1])} |\n"
        for stream in STREAMS
    )
    return f"\n## Streams\n\n| stream | what | subjects |\n|--|--|--|\n{rows}"


def _consumers() -> str:
    rows = "".join(
        f"| {each.name} | {each.stream} | {_codes(each.filters)} | {each.description} |\n"
        for each in CONSUMERS
    )
    return f"\n## Who listens\n\n| consumer | stream | subjects | what for |\n|--|--|--|--|\n{rows}"


def _event(event: type[Event]) -> str:
    words = inspect.cleandoc(event.__doc__ or "")
    stream = stream_of(event.TYPE.split(".")[0])
    public = " · **public**: the unit's own department may read it" if event.PUBLIC else ""
    rows = "".join(_rows(event))
    return (
        f"\n## {event.__name__}\n\n`{event.TYPE}` · stream {stream}{public}\n\n{words}\n\n"
        f"| field | type | required | |\n|--|--|--|--|\n{rows}"
    )


def _rows(event: type[Event]) -> Iterator[str]:
    for name, field in event.model_fields.items():
        required = "yes" if field.is_required() else "no"
        yield f"| `{name}` | {_type(event, name)} | {required} | {_words(field)} |\n"


def _type(event: type[Event], name: str) -> str:
    schema = event.model_json_schema(mode="serialization")["properties"][name]
    kinds = [
        option.get("format") or option.get("type", "") for option in schema.get("anyOf", [schema])
    ]
    return " or ".join(kind for kind in kinds if kind != "null")


def _words(field: FieldInfo) -> str:
    return field.description or ""


def _codes(subjects: tuple[str, ...]) -> str:
    return ", ".join(f"`{subject}`" for subject in subjects)
