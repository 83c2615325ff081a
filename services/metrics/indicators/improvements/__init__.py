"""Figures of what is done beside the cases, in the order people read them."""

from services.metrics.indicators.improvements.liaison import LIAISON
from services.metrics.indicators.improvements.pain_points import PAIN_POINTS
from services.metrics.indicators.improvements.quick_fixes import QUICK_FIXES
from services.metrics.indicators.improvements.reductions import REDUCTIONS
from services.metrics.indicators.improvements.service_measures import SERVICE_MEASURES
from services.metrics.indicators.indicator import Indicator

IMPROVEMENTS: tuple[Indicator, ...] = (
    *REDUCTIONS,
    *QUICK_FIXES,
    *SERVICE_MEASURES,
    *PAIN_POINTS,
    *LIAISON,
)
