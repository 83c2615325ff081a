"""Resolved, as people say."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import BULLETIN_BEIJING
from shared.language import Text

RESOLVED_RATE = Share(
    code="resolved_rate",
    name=Text("解决率", "Resolved, as people say"),
    definition=Definition(
        formula=Text(
            "期内回访中，诉求人认为已经解决的 ÷ 回答了是否解决的回访次数",
            "Of the calls back in the period in which people said whether it is resolved, those who said yes",
        ),
        source=BULLETIN_BEIJING,
    ),
    moment="at",
    hit="coalesce(resolved, false)",
    source=ACTS,
    condition="kind = 'called_back' AND resolved IS NOT NULL",
)
