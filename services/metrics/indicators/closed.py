"""How many cases were closed."""

from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import BULLETIN_NINGGUO
from shared.language import Text

CLOSED = Count(
    code="closed",
    name=Text("办结", "Closed"),
    definition=Definition(
        formula=Text(
            "期内办结的件数；办结后又派出的，重新算在办。办结不等于解决，也不等于满意",
            "Cases closed in the period; one that is dispatched again is open again."
            " Closed is neither solved nor satisfied",
        ),
        source=BULLETIN_NINGGUO,
    ),
    moment="closed_at",
)
