"""Returns asked for: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

RETURNS_ASKED = Count(
    code="returns_asked",
    name=Text("申请退回", "Returns asked for"),
    definition=Definition(
        formula=Text(
            "期内单位申请退回的次数",
            "How often units asked to return a task in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'return_asked'",
)
