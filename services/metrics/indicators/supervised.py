"""Supervised: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

SUPERVISED = Count(
    code="supervised",
    name=Text("人工督办", "Supervised"),
    definition=Definition(
        formula=Text(
            "期内督办人员催办、督办、挂牌的次数",
            "How often a supervisor pressed for a case in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'supervised'",
)
