"""Answered on the spot."""

from services.metrics.indicators.act_source import had
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import BULLETIN_PANJIN
from shared.language import Text

DIRECT_ANSWER_RATE = Share(
    code="direct_answer_rate",
    name=Text("直接答复率", "Answered on the spot"),
    definition=Definition(
        formula=Text(
            "期内收到的件中，当场答复的 ÷ 期内收到的件数",
            "Of the cases received in the period, those answered on the spot",
        ),
        source=BULLETIN_PANJIN,
    ),
    moment="received_at",
    hit=had("answered"),
)
