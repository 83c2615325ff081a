"""Closed by the first due date."""

from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import BULLETIN_NINGGUO
from shared.language import Text

ON_TIME_RATE_ORIGINAL = Share(
    code="on_time_rate_original",
    name=Text("按原期限办结率", "Closed by the first due date"),
    definition=Definition(
        formula=Text(
            "期内按最初期限到期的派单中，办结不晚于最初期限的件数 ÷ 到期件数；延期不改变最初期限",
            "Of the dispatched cases whose first due date lies in the period, those closed"
            " by it; an extension does not move it",
        ),
        source=BULLETIN_NINGGUO,
    ),
    moment="original_due_at",
    hit="coalesce(closed_at <= original_due_at, false)",
)
