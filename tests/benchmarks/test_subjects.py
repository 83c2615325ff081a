"""What is sent and what it is sent to: real complaints, and intake's own route with nothing behind it."""

import base64
import itertools
import json

import httpx
import pytest

from benchmarks.complaints import VARIANTS, complaint, requests
from benchmarks.events import messages, received
from benchmarks.no_storage import AnswersOnly, make_app
from services.intake.domain.masking import mask
from services.intake.entrypoints.submission import Submission
from services.intake.handlers.receive_complaint import ComplaintReception
from services.intake.settings import IntakeSettings
from shared.messaging.received import raw_message, read
from shared.provision.keys import new_contact_keys, new_signing_key, verifying_key


@pytest.fixture
def settings() -> IntakeSettings:
    return IntakeSettings(
        database_url="postgresql+asyncpg://nobody@127.0.0.1:1/none",
        nats_seed="none",
        token_public_key=verifying_key(new_signing_key()),
        contact_keys=new_contact_keys(),
        query_code_key=base64.b64encode(bytes(32)).decode(),
    )


def test_every_complaint_is_one_that_intake_accepts() -> None:
    for number in range(VARIANTS):
        Submission.model_validate_json(json.dumps(complaint(number)))


def test_some_complaints_have_something_to_mask_and_most_have_not() -> None:
    texts = [str(complaint(number)["content"]) for number in range(VARIANTS)]
    masked = sum(mask(text) != text for text in texts)
    assert VARIANTS / 10 < masked < VARIANTS / 3


def test_requests_are_whole_and_differ_in_their_keys() -> None:
    sent = list(itertools.islice(requests(5), VARIANTS + 1))
    assert len(set(sent)) == len(sent)
    head, _, body = sent[0].partition(b"\r\n\r\n")
    assert b"Content-Length: %d\r\n" % len(body) in head
    assert json.loads(body) == complaint(0)


def test_events_are_read_by_the_plumbing_as_if_the_server_had_sent_them() -> None:
    envelopes = received(100, 3)
    delivered = [read(raw_message(message)) for message in messages(envelopes)]
    assert [each.event for each in delivered] == [each.event for each in envelopes]
    assert [each.raw.stream_sequence for each in delivered] == [1, 2, 3]


@pytest.mark.parametrize("reception", [ComplaintReception, AnswersOnly])
async def test_the_route_without_storage_answers_like_the_real_one(
    settings: IntakeSettings, reception: type[ComplaintReception]
) -> None:
    transport = httpx.ASGITransport(make_app(settings, reception))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.post(
            "/api/v1/complaints", json=complaint(1), headers={"Idempotency-Key": "a"}
        )
        assert answer.status_code == 201
        assert set(answer.json()) == {"complaint_number", "query_code", "received_at", "status_url"}
        refused = await client.post("/api/v1/complaints", json={"title": ""})
        assert refused.status_code == 422
