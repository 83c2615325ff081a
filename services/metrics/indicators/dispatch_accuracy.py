"""Dispatched to the right unit."""

from services.metrics.indicators.act_source import had
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import ASSESSMENT_YULIN
from shared.language import Text

DISPATCH_ACCURACY = Share(
    code="dispatch_accuracy",
    name=Text("派单准确率", "Dispatched to the right unit"),
    definition=Definition(
        formula=Text(
            "期内第一次派出的件中，没有一次退回获同意的 ÷ 期内第一次派出的件数",
            "Of the cases dispatched for the first time in the period, those of which no return was approved",
        ),
        source=ASSESSMENT_YULIN,
    ),
    moment="first_dispatched_at",
    hit=f"NOT {had('returned', 'approved')}",
)
