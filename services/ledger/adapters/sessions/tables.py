"""Sessions of officers, and failures to sign in.

The token in the browser names its row; what the row says holds.
"""

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid, text

from services.ledger.adapters.metadata import METADATA, MOMENT

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("session_id", Uuid, primary_key=True),
    Column("staff_id", Text, nullable=False),
    Column("means", Text, nullable=False, comment="password or oidc"),
    Column(
        "client", Text, nullable=False, server_default="", comment="what the browser says it is"
    ),
    Column("begun_at", MOMENT, nullable=False),
    Column("seen_at", MOMENT, nullable=False),
    Column("ended_at", MOMENT),
    Column("ended_by", Text),
    Index("sessions_open", "staff_id", "begun_at", postgresql_where=text("ended_at IS NULL")),
)
SIGN_IN_FAILURES = Table(
    "sign_in_failures",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", MOMENT, nullable=False),
)
