"""What every table of metrics is made of."""

from sqlalchemy import DateTime, MetaData

METADATA = MetaData()
MOMENT = DateTime(timezone=True)
