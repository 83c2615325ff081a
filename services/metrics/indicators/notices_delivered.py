"""How many notices reached a provider."""

from services.metrics.indicators.counts import Count
from services.metrics.indicators.indicator import Definition
from services.metrics.indicators.notice_source import NOTICES
from services.metrics.indicators.sources import OWN_RULE_NOTICES
from shared.language import Text

NOTICES_DELIVERED = Count(
    code="notices_delivered",
    name=Text("通知送达", "Notices delivered"),
    definition=Definition(
        formula=Text("期内送达的通知条数", "Notices that a provider accepted in the period"),
        source=OWN_RULE_NOTICES,
    ),
    source=NOTICES,
    moment="at",
    condition="outcome = 'delivered'",
)
