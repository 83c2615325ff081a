"""Every figure there is, in the order people read them. One line registers one."""

from services.metrics.indicators.answered import ANSWERED
from services.metrics.indicators.closed import CLOSED
from services.metrics.indicators.closure_rate import CLOSURE_RATE
from services.metrics.indicators.cycle_times import (
    DISPATCH_TO_SIGN,
    RECEIVED_TO_CLOSED,
    REGISTER_TO_DISPATCH,
    REPORT_TO_CLOSE,
    SIGN_TO_REPORT,
)
from services.metrics.indicators.declined import DECLINED
from services.metrics.indicators.direct_answer_rate import DIRECT_ANSWER_RATE
from services.metrics.indicators.dispatch_accuracy import DISPATCH_ACCURACY
from services.metrics.indicators.dispatched import DISPATCHED
from services.metrics.indicators.escalated import ESCALATED
from services.metrics.indicators.extended import EXTENDED
from services.metrics.indicators.extension_rate import EXTENSION_RATE
from services.metrics.indicators.first_hop_share import FIRST_HOP_SHARE
from services.metrics.indicators.improvements import IMPROVEMENTS
from services.metrics.indicators.indicator import Indicator
from services.metrics.indicators.merged import MERGED
from services.metrics.indicators.notices_delivered import NOTICES_DELIVERED
from services.metrics.indicators.notices_failed import NOTICES_FAILED
from services.metrics.indicators.on_time_rate import ON_TIME_RATE
from services.metrics.indicators.on_time_rate_original import ON_TIME_RATE_ORIGINAL
from services.metrics.indicators.open_cases import OPEN
from services.metrics.indicators.overdue import OVERDUE
from services.metrics.indicators.parked import PARKED
from services.metrics.indicators.received import RECEIVED
from services.metrics.indicators.redo import REDO
from services.metrics.indicators.redo_rate import REDO_RATE
from services.metrics.indicators.reopened import REOPENED
from services.metrics.indicators.resolved_rate import RESOLVED_RATE
from services.metrics.indicators.return_rate import RETURN_RATE
from services.metrics.indicators.returned import RETURNED
from services.metrics.indicators.returns_asked import RETURNS_ASKED
from services.metrics.indicators.returns_rejected import RETURNS_REJECTED
from services.metrics.indicators.returns_unanswered import RETURNS_UNANSWERED
from services.metrics.indicators.satisfied_rate import SATISFIED_RATE
from services.metrics.indicators.supervised import SUPERVISED
from services.metrics.indicators.supervision_lifted import SUPERVISION_LIFTED
from services.metrics.indicators.went_overdue import WENT_OVERDUE
from services.metrics.indicators.withdrawn import WITHDRAWN

CASE_INDICATORS: tuple[Indicator, ...] = (
    RECEIVED,
    DISPATCHED,
    CLOSED,
    OPEN,
    OVERDUE,
    ON_TIME_RATE,
    CLOSURE_RATE,
    FIRST_HOP_SHARE,
    DIRECT_ANSWER_RATE,
    ON_TIME_RATE_ORIGINAL,
    DISPATCH_ACCURACY,
    RETURN_RATE,
    EXTENSION_RATE,
    REDO_RATE,
    RESOLVED_RATE,
    SATISFIED_RATE,
    ANSWERED,
    DECLINED,
    MERGED,
    WITHDRAWN,
    RETURNS_ASKED,
    RETURNED,
    RETURNS_REJECTED,
    RETURNS_UNANSWERED,
    EXTENDED,
    REDO,
    REOPENED,
    SUPERVISED,
    SUPERVISION_LIFTED,
    WENT_OVERDUE,
    ESCALATED,
    REGISTER_TO_DISPATCH,
    DISPATCH_TO_SIGN,
    SIGN_TO_REPORT,
    REPORT_TO_CLOSE,
    RECEIVED_TO_CLOSED,
    NOTICES_DELIVERED,
    NOTICES_FAILED,
    PARKED,
)
"""What the dashboard is made of."""
INDICATORS: tuple[Indicator, ...] = (*CASE_INDICATORS, *IMPROVEMENTS)

BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
