"""Return asked for."""

from services.metrics.indicators.act_source import had
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import ASSESSMENT_YULIN
from shared.language import Text

RETURN_RATE = Share(
    code="return_rate",
    name=Text("回退率", "Return asked for"),
    definition=Definition(
        formula=Text(
            "期内第一次派出的件中，申请过退回的 ÷ 期内第一次派出的件数",
            "Of the cases dispatched for the first time in the period, those a unit asked to return",
        ),
        source=ASSESSMENT_YULIN,
    ),
    moment="first_dispatched_at",
    hit=had("return_asked"),
)
