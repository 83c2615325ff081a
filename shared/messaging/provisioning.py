"""Makes streams and consumers as declared, and finds where they are not. Safe to run at any time."""

from nats.js import JetStreamContext, api
from nats.js.errors import NotFoundError

from shared.messaging.streams import CONSUMERS, STREAMS, Consumer, Stream

DEFAULT_LIMIT_BYTES = 1 << 30
"""Room for about 800,000 complaints; a city sets more. A full stream refuses, it never forgets."""


def stream_config(stream: Stream, limit_bytes: int, replicas: int) -> api.StreamConfig:
    """JetStream's form of a declared stream."""
    return api.StreamConfig(
        name=stream.name,
        description=stream.description,
        subjects=list(stream.subjects) or None,
        sources=[_source(name, subjects) for name, subjects in stream.sources] or None,
        retention=api.RetentionPolicy.LIMITS,
        storage=api.StorageType.FILE,
        discard=api.DiscardPolicy.NEW,
        max_bytes=int(limit_bytes * stream.share_of_limit),
        max_age=0,
        duplicate_window=3600,
        num_replicas=replicas,
        deny_delete=True,
        allow_direct=True,
        allow_atomic=bool(stream.subjects),
    )


def _source(name: str, subjects: tuple[str, ...]) -> api.StreamSource:
    unchanged = [subject.replace("*", "{{wildcard(1)}}") for subject in subjects]
    transforms = [
        api.SubjectTransform(src=source, dest=target)
        for source, target in zip(subjects, unchanged, strict=True)
    ]
    return api.StreamSource(name=name, subject_transforms=transforms)


def consumer_config(consumer: Consumer) -> api.ConsumerConfig:
    """JetStream's form of a declared consumer.

    Deliveries are not limited by the server: `consuming.py` counts them and parks, with a reason.
    """
    return api.ConsumerConfig(
        durable_name=consumer.name,
        name=consumer.name,
        description=consumer.description,
        filter_subjects=list(consumer.filters),
        deliver_policy=api.DeliverPolicy.ALL,
        ack_policy=api.AckPolicy.EXPLICIT,
        ack_wait=consumer.ack_wait.total_seconds(),
        max_deliver=-1,
        max_ack_pending=consumer.max_ack_pending,
        max_waiting=512,
        replay_policy=api.ReplayPolicy.INSTANT,
    )


async def provision(
    js: JetStreamContext, *, limit_bytes: int = DEFAULT_LIMIT_BYTES, replicas: int = 1
) -> list[str]:
    """Create or update every stream and consumer. Returns what changed, in order; empty when nothing."""
    changed = [await _ensure_stream(js, stream, limit_bytes, replicas) for stream in STREAMS]
    changed += [await ensure_consumer(js, consumer) for consumer in CONSUMERS]
    return [line for line in changed if line]


async def _ensure_stream(js: JetStreamContext, stream: Stream, limit: int, replicas: int) -> str:
    wanted = stream_config(stream, limit, replicas)
    try:
        found = (await js.stream_info(stream.name)).config
    except NotFoundError:
        await js.add_stream(wanted)
        return f"stream {stream.name} created"
    different = _differences(wanted, found)
    if not different:
        return ""
    await js.update_stream(wanted)
    return f"stream {stream.name} changed: {', '.join(different)}"


async def ensure_consumer(js: JetStreamContext, consumer: Consumer) -> str:
    """Create or update one consumer. Returns what changed, or an empty string."""
    different = await consumer_drift(js, consumer)
    if different == []:
        return ""
    await js.add_consumer(consumer.stream, consumer_config(consumer))
    return f"consumer {consumer.name} " + (
        "created" if different is None else f"changed: {', '.join(different)}"
    )


async def consumer_drift(js: JetStreamContext, consumer: Consumer) -> list[str] | None:
    """Names of settings that differ from the declaration; empty when none, None when it is missing."""
    try:
        found = (await js.consumer_info(consumer.stream, consumer.name)).config
    except NotFoundError:
        return None
    return _differences(consumer_config(consumer), found)


def _differences(
    wanted: api.StreamConfig | api.ConsumerConfig, found: api.StreamConfig | api.ConsumerConfig
) -> list[str]:
    have, want = found.as_dict(), wanted.as_dict()
    return sorted(key for key, value in want.items() if not _same(value, have.get(key)))


def _same(wanted: object, found: object) -> bool:
    """Equal, where the server leaves a default out of its answer or adds defaults of its own."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(_same(value, found.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(_same, wanted, found))
    return wanted == found or (found is None and wanted in (None, 0, False, "", [], -1))
