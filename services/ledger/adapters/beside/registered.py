"""Importing this registers the tables of every ledger beside the spine."""

from services.ledger.adapters.quick_fixes import tables as quick_fixes
from services.ledger.adapters.service_measures import tables as service_measures

__all__ = ["quick_fixes", "service_measures"]
