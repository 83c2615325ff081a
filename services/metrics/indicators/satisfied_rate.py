"""Satisfied."""

from services.metrics.indicators.act_source import ACTS
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import BULLETIN_BEIJING
from shared.language import Text

SATISFIED_RATE = Share(
    code="satisfied_rate",
    name=Text("满意率", "Satisfied"),
    definition=Definition(
        formula=Text(
            "期内有效回访中，诉求人满意的 ÷ 有效回访次数；联系不上、不要求回复的不算有效",
            "Of the valid calls back in the period, those in which the person was satisfied;"
            " where nobody was reached, it is not valid",
        ),
        source=BULLETIN_BEIJING,
    ),
    moment="at",
    hit="coalesce(satisfied, false)",
    source=ACTS,
    condition="kind = 'called_back' AND satisfied IS NOT NULL",
)
