"""Supervision lifted: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

SUPERVISION_LIFTED = Count(
    code="supervision_lifted",
    name=Text("解除督办", "Supervision lifted"),
    definition=Definition(
        formula=Text(
            "期内解除督办的次数",
            "How often a supervision was lifted in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'supervision_lifted'",
)
