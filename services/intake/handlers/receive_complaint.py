"""Receiving a complaint: from what somebody said to a receipt that holds."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.intake.domain.complaint import Channel, Complaint, Contact, Nature, Urgency
from services.intake.domain.fingerprint import defaults_of, fingerprint, what_was_said
from services.intake.domain.masking import mask, mask_contact
from services.intake.domain.query_code import query_code
from services.intake.domain.reporter_key import reporter_key
from services.intake.domain.tracking_number import tracking_number
from services.intake.handlers.coalescing import Coalescing
from services.intake.handlers.patience import patiently
from services.intake.handlers.ports import (
    Categories,
    Complaints,
    Kept,
    Numbers,
    Record,
    Sealed,
    Sealer,
    StorageUnavailable,
)
from shared.clock import CHINA, Clock
from shared.events.envelope import Envelope
from shared.events.intake import ComplaintReceived
from shared.identifiers import new_id


class KeyReused(Exception):
    """The idempotency key came with other content before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveComplaint:
    """What somebody said, as they said it."""

    title: str
    content: str
    channel: Channel = Channel.WEB
    nature: Nature = Nature.COMPLAINT
    category: str | None = None
    service_item_code: str | None = None
    district_code: str | None = None
    urgency: Urgency | None = None
    occurred_at: datetime | None = None
    received_at: datetime | None = None
    contact: Contact = field(default_factory=Contact)
    confidential: bool = False
    real_name: bool = False
    wants_reply: bool = True
    language: str = "zh"
    channel_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the request says about itself."""

    idempotency_key: str | None = None
    correlation_id: str = ""
    traceparent: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that the complaint is kept. `replayed`: it was given before, for the same key."""

    number: str
    query_code: str
    received_at: datetime
    replayed: bool = False


class ComplaintReception:
    """The use case with what it needs; one for the life of the service."""

    def __init__(
        self,
        complaints: Complaints,
        numbers: Numbers,
        sealer: Sealer,
        categories: Categories,
        *,
        query_key: bytes,
        reporter_key: bytes,
        clock: Clock,
        on_commit: Callable[[], None],
    ) -> None:
        self._complaints, self._numbers = complaints, numbers
        self._sealer, self._categories = sealer, categories
        self._query_key, self._reporter_key = query_key, reporter_key
        self._clock, self._on_commit = clock, on_commit
        self._keeping = Coalescing(self._keep, indivisible=(StorageUnavailable,))

    async def receive(self, command: ReceiveComplaint, around: Circumstances) -> Receipt:
        """Keep the complaint and its event, then give the receipt: never before the commit.

        Publishes: ComplaintReceived. Raises: UnknownCategory, KeyReused, StorageUnavailable,
        Overloaded. Repeatable: with the same idempotency key the same receipt comes back.
        """
        record = await self._record(command, around)
        kept = await self._keeping.submit(record)
        if kept.fingerprint != record.fingerprint:
            raise KeyReused(around.idempotency_key)
        return Receipt(
            kept.number,
            query_code(self._query_key, kept.number),
            kept.received_at,
            replayed=kept.number != record.complaint.number,
        )

    async def finish(self) -> None:
        """Return when whatever is being kept is kept."""
        await self._keeping.finish()

    async def _record(self, command: ReceiveComplaint, around: Circumstances) -> Record:
        code = await self._categories.code_of(command.category) if command.category else None
        sequence = await patiently(self._numbers.next)
        now = self._clock.now()
        received_at = command.received_at or now
        complaint = _masked(
            command,
            tracking_number(received_at.astimezone(CHINA).date(), sequence),
            received_at,
            code,
        )
        key = around.idempotency_key
        return Record(
            complaint,
            _envelope(complaint, command.contact, self._pseudonym(command), now, around),
            self._sealed_contact(complaint.number, command.contact),
            self._sealed_original(complaint, command),
            key,
            fingerprint(self._query_key, _said(command)) if key is not None else None,
        )

    def _pseudonym(self, command: ReceiveComplaint) -> str | None:
        confidential = command.confidential
        return reporter_key(self._reporter_key, command.contact, confidential=confidential)

    def _sealed_contact(self, number: str, contact: Contact) -> Sealed | None:
        if not contact:
            return None
        known = dict(what_was_said(contact, _UNKNOWN))
        return self._sealer.seal("contact", number, json.dumps(known, ensure_ascii=False))

    def _sealed_original(self, complaint: Complaint, command: ReceiveComplaint) -> Sealed | None:
        if complaint.title == command.title and complaint.content == command.content:
            return None
        said = {"title": command.title, "content": command.content}
        return self._sealer.seal("original", complaint.number, json.dumps(said, ensure_ascii=False))

    async def _keep(self, records: Sequence[Record]) -> list[Kept]:
        # Keeping is repeatable, so it may be tried again after a commit that nobody heard of.
        kept = await patiently(lambda: self._complaints.keep(records))
        self._on_commit()
        return kept


_UNSAID = defaults_of(
    ReceiveComplaint(title="", content=""),
    # The language may come from the browser; files were imported before the urgency was read.
    without=("contact", "language", "urgency"),
)
_UNKNOWN = defaults_of(Contact())


def _said(command: ReceiveComplaint) -> list[tuple[str, str]]:
    return what_was_said(command, _UNSAID) + what_was_said(command.contact, _UNKNOWN)


def _masked(
    command: ReceiveComplaint, number: str, received_at: datetime, category_code: str | None
) -> Complaint:
    title, content = mask(command.title), mask(command.content)
    if command.contact:
        title = mask_contact(title, command.contact, confidential=command.confidential)
        content = mask_contact(content, command.contact, confidential=command.confidential)
    return Complaint(
        number=number,
        received_at=received_at,
        title=title,
        content=content,
        channel=command.channel,
        nature=command.nature,
        occurred_at=command.occurred_at,
        channel_reference=command.channel_reference,
        category_code=category_code,
        service_item_code=command.service_item_code,
        district_code=command.district_code,
        urgency=command.urgency,
        confidential=command.confidential,
        real_name=command.real_name,
        wants_reply=command.wants_reply,
        language=command.language,
    )


def _envelope(
    complaint: Complaint,
    contact: Contact,
    pseudonym: str | None,
    now: datetime,
    around: Circumstances,
) -> Envelope:
    event = ComplaintReceived.model_construct(  # every value has been checked on its way here
        complaint_number=complaint.number,
        received_at=complaint.received_at,
        occurred_at=complaint.occurred_at,
        channel=complaint.channel.value,
        channel_reference=complaint.channel_reference,
        nature=complaint.nature.value,
        title=complaint.title,
        content=complaint.content,
        category_code=complaint.category_code,
        service_item_code=complaint.service_item_code,
        district_code=complaint.district_code,
        confidential=complaint.confidential,
        has_contact=contact.reachable,
        reporter_key=pseudonym,
        urgency=complaint.urgency.value if complaint.urgency else None,
        wants_reply=complaint.wants_reply,
        language=complaint.language,
    )
    event_id = new_id()
    return Envelope(
        event,
        event_id,
        "intake",
        now,
        correlation_id=around.correlation_id or str(event_id),
        traceparent=around.traceparent,
    )
