"""Extensions granted: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

EXTENDED = Count(
    code="extended",
    name=Text("获准延期", "Extensions granted"),
    definition=Definition(
        formula=Text(
            "期内同意延期的次数",
            "How often more time was granted in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'extended'",
)
