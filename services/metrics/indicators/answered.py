"""Answered on the spot (count): how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

ANSWERED = Count(
    code="answered",
    name=Text("当场答复", "Answered on the spot (count)"),
    definition=Definition(
        formula=Text(
            "期内当场答复的件数",
            "Cases answered on the spot in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'answered'",
)
