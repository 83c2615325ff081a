"""Declined: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

DECLINED = Count(
    code="declined",
    name=Text("不予受理", "Declined"),
    definition=Definition(
        formula=Text(
            "期内不予受理的件数",
            "Cases declined in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'declined'",
)
