"""Merged: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

MERGED = Count(
    code="merged",
    name=Text("并案", "Merged"),
    definition=Definition(
        formula=Text(
            "期内并入其他件的件数",
            "Cases merged into another in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'merged'",
)
