"""Done again."""

from services.metrics.indicators.act_source import had
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.shares import Share
from services.metrics.indicators.sources import ASSESSMENT_YULIN
from shared.language import Text

REDO_RATE = Share(
    code="redo_rate",
    name=Text("重办率", "Done again"),
    definition=Definition(
        formula=Text(
            "期内办结的件中，重办过的 ÷ 期内办结的件数，一件只计一次",
            "Of the cases closed in the period, those that had to be done again; a case counts once",
        ),
        source=ASSESSMENT_YULIN,
    ),
    moment="closed_at",
    hit=had("called_back", "dissatisfied_at_fault"),
)
