"""The ledgers beside the spine, in the order they are shown."""

from services.ledger.entrypoints.beside.area import Area
from services.ledger.entrypoints.liaison.area import LiaisonArea
from services.ledger.entrypoints.pain_points.area import PainArea
from services.ledger.entrypoints.quick_fixes.area import QuickFixArea
from services.ledger.entrypoints.service_measures.area import MeasureArea

AREAS: tuple[type[Area], ...] = (QuickFixArea, MeasureArea, PainArea, LiaisonArea)
