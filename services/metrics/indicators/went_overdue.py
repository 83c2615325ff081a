"""Went overdue: how often it happened."""

from services.metrics.indicators.act_source import PASSED_DUE_DATES
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

WENT_OVERDUE = Count(
    code="went_overdue",
    name=Text("发生逾期", "Went overdue"),
    definition=Definition(
        formula=Text(
            "期内过了期限还没报告的次数；同一件同一期限只计一次",
            "Due dates that passed in the period without a report; once for each case and date",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=PASSED_DUE_DATES,
    moment="at",
)
