"""Which part of what was dispatched has been closed."""

from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import BULLETIN_NINGGUO
from shared.language import Text

CLOSURE_RATE = Share(
    code="closure_rate",
    name=Text("办结率", "Closed of dispatched"),
    definition=Definition(
        formula=Text(
            "期内第一次派出的件中，到现在已办结的 ÷ 期内第一次派出的件数，按时和逾期都算",
            "Of the cases dispatched for the first time in the period, those closed by now,"
            " in time or late",
        ),
        source=BULLETIN_NINGGUO,
    ),
    moment="first_dispatched_at",
    hit="(closed_at IS NOT NULL)",
)
