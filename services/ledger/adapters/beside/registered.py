"""Importing this registers the tables of every ledger beside the spine."""

from services.ledger.adapters.liaison import tables as liaison
from services.ledger.adapters.pain_points import tables as pain_points
from services.ledger.adapters.quick_fixes import tables as quick_fixes
from services.ledger.adapters.service_measures import tables as service_measures

__all__ = ["liaison", "pain_points", "quick_fixes", "service_measures"]
