"""Extended."""

from services.metrics.indicators.act_source import had
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import ASSESSMENT_YULIN
from shared.language import Text

EXTENSION_RATE = Share(
    code="extension_rate",
    name=Text("延期率", "Extended"),
    definition=Definition(
        formula=Text(
            "期内第一次派出的件中，获准延期的 ÷ 期内第一次派出的件数",
            "Of the cases dispatched for the first time in the period, those that were granted more time",
        ),
        source=ASSESSMENT_YULIN,
    ),
    moment="first_dispatched_at",
    hit=had("extended"),
)
