"""Returns rejected: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

RETURNS_REJECTED = Count(
    code="returns_rejected",
    name=Text("退回未准", "Returns rejected"),
    definition=Definition(
        formula=Text(
            "期内不同意退回的次数",
            "How often a return was rejected in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'returned' AND detail = 'rejected'",
)
