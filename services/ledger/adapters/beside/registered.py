"""Importing this registers the tables of every ledger beside the spine."""

from services.ledger.adapters.quick_fixes import tables as quick_fixes

__all__ = ["quick_fixes"]
