"""What readers of events may rely on: schemas that only grow, samples that are read for ever."""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest

from shared.events import photographs
from shared.events.catalogue import BY_TYPE, EVENTS, public_events
from shared.events.envelope import Event
from shared.events.manual import manual
from shared.messaging.streams import CONSUMERS, STREAMS

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_the_class_still_keeps_what_its_photograph_promised(event: type[Event]) -> None:
    path = photographs.path_of(event)
    assert path.exists(), "run `make events`"
    photograph = json.loads(path.read_text())
    assert photographs.breaking_changes(photograph, photographs.schema_of(event)) == []
    assert photograph == photographs.schema_of(event), "run `make events`"


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_every_event_has_a_sample(event: type[Event]) -> None:
    assert any(path.stem == event.TYPE for path in SAMPLES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_ever_published_is_read_and_fits_its_schema(path: Path) -> None:
    kind = BY_TYPE[path.stem]
    data = json.loads(path.read_text())
    event = kind.model_validate(data)
    assert event.subject().startswith(f"{kind.TYPE}.") or kind.TYPE.startswith("parked.")
    written = json.loads(event.model_dump_json())
    jsonschema.validate(written, json.loads(photographs.path_of(kind).read_text()))
    assert kind.model_validate(written) == event


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_reader_ignores_fields_it_does_not_know(path: Path) -> None:
    data = json.loads(path.read_text())
    kind = BY_TYPE[path.stem]
    assert kind.model_validate({**data, "from_the_future": 1}) == kind.model_validate(data)


def test_removing_retyping_or_demanding_a_field_is_a_breaking_change() -> None:
    before = photographs.schema_of(EVENTS[0])
    removed, retyped, demanded, added = (deepcopy(before) for _ in range(4))
    del removed["properties"]["title"]
    retyped["properties"]["title"]["type"] = "integer"
    demanded["properties"]["new"] = {"type": "string"}
    added["properties"]["new"] = {"type": "string", "default": ""}
    assert photographs.breaking_changes(before, removed) == ["field title was removed"]
    assert "field title changed" in photographs.breaking_changes(before, retyped)[0]
    assert photographs.breaking_changes(before, demanded) == ["new field new has no default"]
    assert photographs.breaking_changes(before, added) == []


def test_the_manual_is_the_one_the_classes_write() -> None:
    assert (ROOT / "docs" / "events.md").read_text() == manual(), "run `make events`"


def test_no_public_event_has_a_field_for_who_complained() -> None:
    personal = {"name", "phone", "address", "email", "content", "citizen", "complainant"}
    for event in public_events():
        assert not personal & set(event.model_fields), event.TYPE


def test_every_consumer_reads_a_declared_stream_whose_subjects_it_names() -> None:
    streams = {stream.name: stream for stream in STREAMS}
    for consumer in CONSUMERS:
        prefixes = [subject.removesuffix(">") for subject in streams[consumer.stream].subjects]
        for subject in consumer.filters:
            assert any(subject.startswith(prefix) for prefix in prefixes), consumer.name
