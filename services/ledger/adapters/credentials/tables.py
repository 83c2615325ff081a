"""Sign-in codes that were given and not used yet; only what proves them."""

from sqlalchemy import Column, Table, Text

from services.ledger.adapters.metadata import METADATA, MOMENT

SIGN_IN_CODES = Table(
    "sign_in_codes",
    METADATA,
    Column("staff_id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("given_at", MOMENT, nullable=False),
    Column("good_until", MOMENT, nullable=False),
)
