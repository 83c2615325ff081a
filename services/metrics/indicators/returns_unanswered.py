"""Returns unanswered: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

RETURNS_UNANSWERED = Count(
    code="returns_unanswered",
    name=Text("退回逾时未批", "Returns unanswered"),
    definition=Definition(
        formula=Text(
            "期内过了时限没人答复、转督办裁定的退回申请",
            "Returns that nobody decided in time, passed to a supervisor in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'return_unanswered'",
)
