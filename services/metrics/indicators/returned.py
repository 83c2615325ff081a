"""Returns approved: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

RETURNED = Count(
    code="returned",
    name=Text("退回获准", "Returns approved"),
    definition=Definition(
        formula=Text(
            "期内同意退回的次数",
            "How often a return was approved in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'returned' AND detail = 'approved'",
)
