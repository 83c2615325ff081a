"""The ledgers beside the spine, in the order they are shown."""

from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.quick_fixes.area import QuickFixArea

AREAS: tuple[type[Area], ...] = (QuickFixArea,)
