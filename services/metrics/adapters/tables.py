"""The tables of metrics. Everything in them can be forgotten and heard again from the streams."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    func,
)

from services.metrics.adapters import metadata
from services.metrics.adapters.improvements.tables import IMPROVEMENTS
from shared.messaging.inbox import inbox_table
from shared.messaging.outbox import outbox_table
from shared.messaging.parking import parked_table

METADATA, MOMENT = metadata.METADATA, metadata.MOMENT


def _version(name: str) -> Column[int]:
    """The version a register was last set by; 0 while nothing was said."""
    return Column(name, Integer, nullable=False, server_default="0")


def _since_dispatch(at: str, version: str) -> Computed:
    """A milestone counts when it came after the latest dispatch; before it, it was another unit's."""
    return Computed(f"CASE WHEN {version} >= dispatch_version THEN {at} END", persisted=True)


CASES = Table(
    "cases",
    METADATA,
    Column("complaint_number", Text, primary_key=True),
    Column("reception_rank", SmallInteger, nullable=False, server_default="0"),
    Column("received_at", MOMENT),
    Column("channel", Text),
    Column("nature", Text),
    Column("district", Text),
    Column("confidential", Boolean),
    _version("category_version"),
    Column("category", Text),
    Column("registered_at", MOMENT),
    Column("first_dispatched_at", MOMENT),
    _version("dispatch_version"),
    Column("dispatched_at", MOMENT),
    Column("original_due_at", MOMENT),
    _version("due_version"),
    Column("due_at", MOMENT),
    Column("unit", Text),
    Column("owner", Text),
    Column("hops", Integer),
    _version("sign_version"),
    Column("last_signed_at", MOMENT),
    _version("report_version"),
    Column("last_reported_at", MOMENT),
    Column("reported_result", Text),
    _version("close_version"),
    Column("last_closed_at", MOMENT),
    Column("closed_result", Text),
    _version("end_version"),
    Column("ended_at", MOMENT),
    Column("signed_at", MOMENT, _since_dispatch("last_signed_at", "sign_version")),
    Column("reported_at", MOMENT, _since_dispatch("last_reported_at", "report_version")),
    Column("closed_at", MOMENT, _since_dispatch("last_closed_at", "close_version")),
    Column(
        "result",
        Text,
        Computed(
            "CASE WHEN close_version >= dispatch_version AND close_version > 0 THEN closed_result"
            " WHEN report_version >= dispatch_version THEN reported_result END",
            persisted=True,
        ),
    ),
    Index("cases_received_at", "received_at"),
    Index("cases_first_dispatched_at", "first_dispatched_at"),
    Index("cases_closed_at", "closed_at"),
    Index("cases_due_at", "due_at"),
    postgresql_with={"fillfactor": "70"},  # a case is updated five times: room on its own page
)

NOTICES = Table(
    "notices",
    METADATA,
    Column("notice_id", Text, primary_key=True),
    _version("rank"),
    Column("outcome", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("unit", Text),
    Column("case_number", Text),
    Column("reason", Text, nullable=False),
    Column("transport", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("notices_at", "at"),
)

ACTS = Table(
    "acts",
    METADATA,
    Column("case_number", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("unit", Text),
    Column("detail", Text, nullable=False),
    Column("resolved", Boolean),
    Column("satisfied", Boolean),
    Index("acts_by_kind", "kind", "at"),
)

PARKED = Table(
    "parked",
    METADATA,
    Column("service", Text, primary_key=True),
    Column("consumer", Text, primary_key=True),
    Column("message_id", Text, primary_key=True),
    Column("message_type", Text),
    Column("stream", Text, nullable=False),
    Column("stream_sequence", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("parked_at", MOMENT, nullable=False),
    Column("retried_at", MOMENT),
)

UNITS = Table(
    "units",
    METADATA,
    Column("code", Text, primary_key=True),
    _version("version"),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

CATEGORIES = Table(
    "categories",
    METADATA,
    Column("code", Text, primary_key=True),
    _version("version"),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("parent", Text),
)

REBUILDS = Table(
    "rebuilds",
    METADATA,
    Column("started_at", MOMENT, primary_key=True, server_default=func.now()),
    Column("finished_at", MOMENT),
)

FACTS = (CASES, NOTICES, ACTS, *IMPROVEMENTS, PARKED, UNITS, CATEGORIES)
"""What a rebuild forgets and hears again."""

INBOX = inbox_table(METADATA)
PARKED_MESSAGES = parked_table(METADATA)
OUTBOX = outbox_table(METADATA)
