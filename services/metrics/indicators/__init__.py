"""Every figure there is, in the order people read them. One line registers one."""

from services.metrics.indicators.closed import CLOSED
from services.metrics.indicators.closure_rate import CLOSURE_RATE
from services.metrics.indicators.cycle_times import (
    DISPATCH_TO_SIGN,
    RECEIVED_TO_CLOSED,
    REGISTER_TO_DISPATCH,
    REPORT_TO_CLOSE,
    SIGN_TO_REPORT,
)
from services.metrics.indicators.dispatched import DISPATCHED
from services.metrics.indicators.first_hop_share import FIRST_HOP_SHARE
from services.metrics.indicators.indicator import Indicator
from services.metrics.indicators.notices_delivered import NOTICES_DELIVERED
from services.metrics.indicators.notices_failed import NOTICES_FAILED
from services.metrics.indicators.on_time_rate import ON_TIME_RATE
from services.metrics.indicators.open_cases import OPEN
from services.metrics.indicators.overdue import OVERDUE
from services.metrics.indicators.parked import PARKED
from services.metrics.indicators.received import RECEIVED

INDICATORS: tuple[Indicator, ...] = (
    RECEIVED,
    DISPATCHED,
    CLOSED,
    OPEN,
    OVERDUE,
    ON_TIME_RATE,
    CLOSURE_RATE,
    FIRST_HOP_SHARE,
    REGISTER_TO_DISPATCH,
    DISPATCH_TO_SIGN,
    SIGN_TO_REPORT,
    REPORT_TO_CLOSE,
    RECEIVED_TO_CLOSED,
    NOTICES_DELIVERED,
    NOTICES_FAILED,
    PARKED,
)

BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
