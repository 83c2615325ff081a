"""What the tables of every area are registered on, and the column types they share."""

from sqlalchemy import DateTime, MetaData, text
from sqlalchemy.dialects.postgresql import JSONB

METADATA = MetaData()
MOMENT = DateTime(timezone=True)
LIST = JSONB(none_as_null=True)
NO_TEXTS = text("'{}'::text[]")
