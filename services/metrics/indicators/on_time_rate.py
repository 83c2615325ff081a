"""Which part of what was due was closed in time."""

from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import BULLETIN_NINGGUO
from shared.language import Text

ON_TIME_RATE = Share(
    code="on_time_rate",
    name=Text("按时办结率", "Closed on time"),
    definition=Definition(
        formula=Text(
            "期内到期的派单中，办结不晚于期限的件数 ÷ 期内到期的派单件数；还没到期的不计",
            "Of the dispatched cases that fell due in the period, those closed no later than due;"
            " cases not yet due do not count",
        ),
        source=BULLETIN_NINGGUO,
    ),
    moment="due_at",
    hit="coalesce(closed_at <= due_at, false)",
)
