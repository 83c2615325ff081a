"""Withdrawn: how often it happened."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import OWN_RULE_ACTS
from shared.language import Text

WITHDRAWN = Count(
    code="withdrawn",
    name=Text("诉求人撤回", "Withdrawn"),
    definition=Definition(
        formula=Text(
            "期内诉求人自己撤回的件数；撤回的不算办结",
            "Cases that the person took back in the period; they do not count as closed",
        ),
        source=OWN_RULE_ACTS,
    ),
    source=ACTS,
    moment="at",
    condition="kind = 'withdrawn'",
)
