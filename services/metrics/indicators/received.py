"""How many complaints came in."""

from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.sources import BULLETIN_PANJIN
from shared.language import Text

RECEIVED = Count(
    code="received",
    name=Text("收到", "Received"),
    definition=Definition(
        formula=Text(
            "期内收到的诉求件数（受理量），按收到的时刻计", "Complaints received in the period"
        ),
        source=BULLETIN_PANJIN,
    ),
    moment="received_at",
)
