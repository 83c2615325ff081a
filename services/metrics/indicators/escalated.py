"""Passed up, days late: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

ESCALATED = Count(
    code="escalated",
    name=Text("逾期上报", "Passed up, days late"),
    definition=Definition(
        formula=Text(
            "期内逾期多日、由系统逐级上报的次数",
            "How often the ledger passed up a case that was days late in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'escalated'",
)
