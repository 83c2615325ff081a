"""How many cases a unit was made responsible for."""

from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import BULLETIN_PANJIN
from shared.language import Text

DISPATCHED = Count(
    code="dispatched",
    name=Text("派出", "Dispatched"),
    definition=Definition(
        formula=Text(
            "期内第一次派单的件数（派单量）；退回后再派的不重复计",
            "Cases dispatched for the first time in the period; one that is sent on counts once",
        ),
        source=BULLETIN_PANJIN,
    ),
    moment="first_dispatched_at",
)
