"""Which part of what was dispatched stayed with the first unit."""

from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import ASSESSMENT_YULIN
from shared.language import Text

FIRST_HOP_SHARE = Share(
    code="first_hop_share",
    name=Text("一次派准率", "Right unit first time"),
    definition=Definition(
        formula=Text(
            "期内第一次派出的件中，只派过一次的 ÷ 期内第一次派出的件数",
            "Of the cases dispatched for the first time in the period, those dispatched only once",
        ),
        source=ASSESSMENT_YULIN,
    ),
    moment="first_dispatched_at",
    hit="(coalesce(hops, 1) = 1)",
)
