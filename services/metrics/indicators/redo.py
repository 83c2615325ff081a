"""Done again (count): how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

REDO = Count(
    code="redo",
    name=Text("重办", "Done again (count)"),
    definition=Definition(
        formula=Text(
            "期内回访不满意、单位有责、要求重办的次数",
            "How often a case had to be done again in the period",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'called_back' AND detail = 'dissatisfied_at_fault'",
)
