"""Reopened: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

REOPENED = Count(
    code="reopened",
    name=Text("重新办理", "Reopened"),
    definition=Definition(
        formula=Text(
            "期内办结以后又重新办理的次数",
            "How often a closed case was taken up again in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'reopened'",
)
